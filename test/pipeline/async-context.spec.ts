import { AsyncLocalStorage } from 'node:async_hooks';
import type { SpotifyHttpService } from 'nestjs-spotify';
import { client, type ClientOptions } from '../support/client.js';
import { startFake, type TestFake } from '../support/fake.js';

/** An app whose interceptor names the user of the request that it serves, as from an AsyncLocalStorage. */
async function start(options: ClientOptions) {
  const fake = await startFake();
  const { http } = await client(fake, options);
  const users = new AsyncLocalStorage<string>();
  http.axiosRef.interceptors.request.use((config) => {
    config.headers.set('x-user', users.getStore() ?? 'nobody');
    return config;
  });
  const getAs = (user: string, n: number) =>
    users.run(user, () => get(http, fake, n).catch(() => {}));
  /** Which user asked for which artist, as the fake received it. */
  const received = () =>
    fake.apiRequests().map(({ headers, path }) => `${headers['x-user']} ${path.split('/').at(-1)}`);
  return { fake, getAs, received };
}

const get = (http: SpotifyHttpService, fake: TestFake, n: number) =>
  http.get(`/artists/${fake.catalog.artistId(n)}`);

describe('an interceptor of the app', () => {
  it('finds the async context of the caller of a call that waited for a slot', async () => {
    const { fake, getAs, received } = await start({ concurrency: 1 });
    const users = ['ada', 'bea', 'cleo', 'dora'];
    await Promise.all(users.map((user, n) => getAs(user, n)));
    expect(received()).toEqual(users.map((user, n) => `${user} ${fake.catalog.artistId(n)}`));
  });

  it('finds it when the call is sent again after a 429, and when it waited for the pause to end', async () => {
    const { fake, getAs, received } = await start({ concurrency: 2 });
    fake.rateLimitNext({ retryAfter: 1 });
    const first = getAs('ada', 0);
    await Promise.all([first, ...['bea', 'cleo'].map((user, n) => getAs(user, n + 1))]);
    const asked = received();
    expect(asked.length).toBeGreaterThan(3);
    const expected = ['ada', 'bea', 'cleo'].map((user, n) => `${user} ${fake.catalog.artistId(n)}`);
    expect(new Set(asked)).toEqual(new Set(expected));
  });

  it('finds it when failures are retried', async () => {
    const { fake, getAs, received } = await start({ concurrency: 1, retry: { minDelay: 1 } });
    fake.failNext({ times: 2 });
    await Promise.all(['ada', 'bea'].map((user, n) => getAs(user, n)));
    const expected = ['ada', 'bea'].map((user, n) => `${user} ${fake.catalog.artistId(n)}`);
    expect(new Set(received())).toEqual(new Set(expected));
    expect(received()).toHaveLength(4);
  });
});
