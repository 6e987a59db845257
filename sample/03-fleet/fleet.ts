import { fork } from 'node:child_process';
import { once } from 'node:events';
import { FakeSpotify } from 'nestjs-spotify/testing';
import type { Progress } from './app.js';

const PROCESSES = 4;
const CALLS = 200;
/** What Spotify gives the account. */
const QUOTA = 200;
const REQUESTS_PER_30S = 120;

/** Some processes of one app over one fake Spotify. */
export class Fleet {
  /** By process. */
  readonly progress: Progress[] = [];

  private constructor(
    readonly title: string,
    private readonly fake: FakeSpotify,
  ) {}

  static async prepare(title: string): Promise<Fleet> {
    const fake = await FakeSpotify.listen({
      latency: 20,
      requestsPer30s: REQUESTS_PER_30S,
      requestsPerDay: { '/albums/{id}': QUOTA },
    });
    return new Fleet(title, fake);
  }

  /** Resolves when all processes have made their calls. */
  async run(redis?: string): Promise<void> {
    const { apiUrl, accountsUrl, catalog } = this.fake;
    const albums = Array.from({ length: 50 }, (_, n) => catalog.albumId(n));
    const env = {
      ...process.env,
      API_URL: apiUrl,
      ACCOUNTS_URL: accountsUrl,
      REDIS_URL: redis ?? '',
      ALBUMS: albums.join(','),
      CALLS: `${CALLS}`,
    };
    const ends = Array.from({ length: PROCESSES }, (_, index) => {
      this.progress[index] = { calls: 0, failed: 0, sent: 0 };
      const child = fork(new URL('app.js', import.meta.url), { env });
      child.on('message', (progress: Progress) => (this.progress[index] = progress));
      return once(child, 'exit');
    });
    await Promise.all(ends);
    await this.fake.close();
  }

  /** What the table shows, by name. */
  figures(): Record<string, string> {
    const api = this.fake.requests.filter(({ service }) => service === 'api');
    const accepted = api.filter(({ status }) => status === 200).length;
    const { progress } = this;
    const sum = (of: (one: Progress) => number) => progress.reduce((all, one) => all + of(one), 0);
    return {
      calls: `${sum(({ calls }) => calls)} of ${PROCESSES * CALLS}`,
      'token requests': `${this.fake.requests.length - api.length}`,
      'API requests': `${api.length}`,
      'refused with 429': `${api.filter(({ status }) => status === 429).length}`,
      'calls that failed': `${sum(({ failed }) => failed)}`,
      'quota left': `${QUOTA - accepted} of ${QUOTA}`,
      'from a cache, by process': progress
        .map(({ calls, failed, sent }) => Math.max(0, calls - failed - sent))
        .join(' '),
    };
  }
}
