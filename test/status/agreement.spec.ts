import { SpotifyStatusService } from 'nestjs-spotify';
import { bucketOf } from '../../lib/api/bucket-of.js';
import { ended, published } from '../support/channels.js';
import { client } from '../support/client.js';
import { startFake, TestFake } from '../support/fake.js';
import { until } from '../support/until.js';

const WAVE = 200;

/** The same numbers in every run. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

/** How many there are of each. */
function tally(values: readonly unknown[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
}

describe.each([
  [10_000, 'over sockets'],
  [2000, 'by an adapter'],
])('%d calls with faults, %s', (count, how) => {
  it('are told to the last one by the channels, the status and the fake alike', async () => {
    const fake =
      how === 'over sockets'
        ? await startFake({ quotaMode: 'extended' })
        : new TestFake({ quotaMode: 'extended' });
    const { app, catalog } = await client(fake, {
      cache: {},
      retry: { minDelay: 1, maxDelay: 2 },
      rateLimit: { maxWait: 0 },
    });
    const status = app.get(SpotifyStatusService);
    const [calls, requests, grants] = [ended('call'), ended('request'), ended('grant')];
    const [looks, limited, retries] = [
      published('cache'),
      published('limited'),
      published('retry'),
    ];
    const pick = random(23);
    const waves = count / WAVE;
    const signals: AbortController[] = [];

    const make = (): Promise<unknown> => {
      const leaving = pick(50) === 0 ? new AbortController() : undefined;
      if (leaving) signals.push(leaving);
      const options = { signal: leaving?.signal };
      switch (pick(6)) {
        case 0:
          return catalog.albums.get(fake.catalog.albumId(pick(400)), options);
        case 1:
          return catalog.artists.get(fake.catalog.artistId(pick(400)), options);
        case 2:
          return catalog.search.query(`word${pick(40)}`, ['track'], options);
        case 3:
          return catalog.albums.tracks(fake.catalog.albumId(pick(100)), options).first();
        case 4:
          return catalog.tracks.get('0'.repeat(21) + pick(9), options);
        default:
          return catalog.tracks.get(fake.catalog.trackId(pick(2000)), options);
      }
    };
    const disturb = (wave: number) => {
      fake.failNext({ times: pick(6) });
      if (wave % 3 === 0) fake.resetNext({ times: 1 + pick(2) });
      if (wave % 5 === 0) fake.expireTokens();
      if (wave % 11 === 0) fake.failNext({ at: 'accounts', times: 1 });
      if (wave === 4) fake.quotaExceededNext({ bucket: '/search' });
      if (wave === waves - 3) fake.rateLimitNext({ times: 2 });
    };

    const results: PromiseSettledResult<unknown>[] = [];
    for (let wave = 0; wave < waves; wave += 1) {
      disturb(wave);
      const settled = Promise.allSettled(Array.from({ length: WAVE }, make));
      for (const [index, leaving] of signals.splice(0).entries()) {
        if (index % 2 === 0) leaving.abort();
        else setImmediate(() => leaving.abort());
      }
      results.push(...(await settled));
    }
    await until(() => status.snapshot().limits.inFlight === 0);

    const { token, cache, limits, requests: sent } = status.snapshot();
    const received = fake.apiRequests();
    expect(calls).toHaveLength(count);
    const outcomes = tally(calls.map(({ outcome }) => outcome));
    expect(outcomes['failed']).toBe(results.filter(({ status: of }) => of === 'rejected').length);
    expect(Object.keys(outcomes).toSorted()).toEqual(
      ['batched', 'cached', 'failed', 'joined', 'sent', 'stale'].toSorted(),
    );

    expect(sent).toBe(received.length);
    const asTold = requests.map(({ path, status: code }) => `${path} ${code}`);
    const asReceived = received.map(
      ({ path, status: code }) => `${bucketOf(path.slice(3))} ${code}`,
    );
    expect(tally(asTold)).toEqual(tally(asReceived));

    expect(tally(grants.map(({ status: code }) => code))).toEqual(
      tally(fake.tokenRequests().map(({ status: code }) => code)),
    );
    expect(token.grants).toBe(
      fake.tokenRequests().filter(({ status: code }) => code === 200).length,
    );

    const events = tally(looks.map(({ event }) => event));
    expect(cache.hits).toBe(events['hit']);
    expect(outcomes['cached']).toBe(events['hit']);
    expect(cache.misses).toBe((events['miss'] ?? 0) + (events['revalidate'] ?? 0));
    expect(limited).toHaveLength(received.filter(({ status: code }) => code === 429).length);
    expect(retries.length).toBeGreaterThan(20);
    expect(limits).toMatchObject({ waiting: 0, inFlight: 0 });
  });
});
