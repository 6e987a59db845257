import { AsyncLocalStorage } from 'node:async_hooks';
import { tracingChannel } from 'node:diagnostics_channel';
import { inspect } from 'node:util';
import {
  MemoryStore,
  SpotifyAuthError,
  SpotifyForbiddenError,
  type SpotifyCallMessage,
  SpotifyNetworkError,
  SpotifyNotFoundError,
  SpotifyRateLimitError,
  SpotifyServerError,
} from 'nestjs-spotify';
import { ended, published, trace } from '../support/channels.js';
import { client } from '../support/client.js';
import { setClocksAhead } from '../support/clock.js';
import { onCleanup } from '../support/cleanup.js';
import { startFake, TestFake } from '../support/fake.js';
import { until } from '../support/until.js';

const HOUR = 3600;
const UNKNOWN = '0'.repeat(22);

describe('the channel nestjs-spotify:call', () => {
  it('tells a call by client, method, template, status, outcome, attempts and duration', async () => {
    const calls = ended('call');
    const fake = new TestFake();
    const { catalog } = await client(fake);
    await catalog.albums.get(fake.catalog.albumId(0), { market: 'SE' });
    expect(calls).toEqual([
      expect.objectContaining({
        client: 'default',
        method: 'GET',
        path: '/albums/{id}',
        status: 200,
        outcome: 'sent',
        attempts: 1,
        startedAt: expect.any(Number),
        duration: expect.any(Number),
      }),
    ]);
    expect(calls[0]?.error).toBeUndefined();
  });

  it('tells a fresh cached response from one that was sent for', async () => {
    const calls = ended('call');
    const fake = new TestFake();
    const { catalog } = await client(fake, { cache: {} });
    const id = fake.catalog.albumId(1);
    await catalog.albums.get(id);
    await catalog.albums.get(id);
    await catalog.albums.get(id, { cache: 'reload' });
    expect(outcomes(calls)).toEqual(['sent 1', 'cached 0', 'sent 1']);
  });

  it('calls a response of the shared store cached', async () => {
    const shared = { responses: new MemoryStore() };
    const fake = new TestFake();
    const one = await client(fake, { cache: {}, shared });
    const id = fake.catalog.artistId(1);
    await one.catalog.artists.get(id);
    const calls = ended('call');
    const looks = published('cache');
    const other = await client(fake, { cache: {}, shared });
    await other.catalog.artists.get(id);
    expect(outcomes(calls)).toEqual(['cached 0']);
    expect(looks.map(({ store, event }) => `${store} ${event}`)).toEqual([
      'memory miss',
      'shared hit',
    ]);
  });

  it('calls a response stale that is served because Spotify fails', async () => {
    const fake = new TestFake({ expiresIn: 100 * HOUR });
    const { catalog } = await client(fake, { cache: {} });
    const id = fake.catalog.albumId(2);
    await catalog.albums.get(id);
    setClocksAhead(12 * HOUR);
    const calls = ended('call');
    const looks = published('cache');
    fake.failNext();
    await catalog.albums.get(id);
    await catalog.albums.get(id);
    expect(outcomes(calls)).toEqual(['stale 1', 'sent 1']);
    expect(looks.map(({ event }) => event)).toEqual(['revalidate', 'stale', 'revalidate']);
  });

  it('tells calls that joined another from the one that was sent', async () => {
    const calls = ended('call');
    const fake = new TestFake();
    const { catalog } = await client(fake);
    const id = fake.catalog.showId(0);
    const get = () => catalog.shows.get(id, { market: 'SE' });
    await Promise.all([get(), get(), get()]);
    expect(outcomes(calls).toSorted()).toEqual(['joined 0', 'joined 0', 'sent 1']);
  });

  it('tells calls that shared a request, and one that was alone in its turn', async () => {
    const calls = ended('call');
    const fake = new TestFake({ quotaMode: 'extended' });
    const { catalog } = await client(fake);
    await catalog.tracks.getMany([0, 1, 2].map((n) => fake.catalog.trackId(n)));
    await catalog.tracks.get(fake.catalog.trackId(4));
    expect(outcomes(calls)).toEqual(['batched 1', 'batched 1', 'batched 1', 'sent 1']);
    expect(fake.apiRequests()).toHaveLength(2);
  });

  it('calls the members of a refused batch sent, each by itself', async () => {
    const fake = new TestFake({ quotaMode: 'extended' });
    const { catalog } = await client(fake);
    const calls = ended('call');
    fake.failNext({ status: 403 });
    await catalog.tracks.getMany([0, 1].map((n) => fake.catalog.trackId(n)));
    expect(outcomes(calls)).toEqual(['sent 2', 'sent 2']);
  });

  it('has the error of a call that failed, with the status of the response', async () => {
    const calls = ended('call');
    const errors: unknown[] = [];
    trace('call', { error: (message) => errors.push((message as SpotifyCallMessage).error) });
    const fake = new TestFake();
    const { catalog } = await client(fake, { retry: { minDelay: 1 } });
    const missing = await catalog.albums.get(UNKNOWN).catch((error: unknown) => error);
    fake.failNext({ times: 3 });
    await catalog.albums.get(fake.catalog.albumId(0)).catch(() => {});
    expect(errors).toEqual([missing, expect.any(SpotifyServerError)]);
    expect(calls.map(({ error }) => error)).toEqual(errors);
    expect(missing).toBeInstanceOf(SpotifyNotFoundError);
    expect(calls.map(({ status }) => status)).toEqual([404, 503]);
    expect(outcomes(calls)).toEqual(['failed 1', 'failed 3']);
  });

  it('has no status for a call that nothing answered, or that was not sent', async () => {
    const calls = ended('call');
    const fake = new TestFake();
    const { catalog } = await client(fake, { rateLimit: { maxWait: 0 } });
    fake.resetNext();
    await catalog.albums.get(fake.catalog.albumId(0)).catch(() => {});
    fake.quotaExceededNext({ bucket: '/albums/{id}' });
    await catalog.albums.get(fake.catalog.albumId(0)).catch(() => {});
    await catalog.albums.get(fake.catalog.albumId(0)).catch(() => {});
    expect(calls.map(({ status }) => status)).toEqual([undefined, 429, undefined]);
    expect(calls.map(({ error }) => error)).toEqual([
      expect.any(SpotifyNetworkError),
      expect.any(SpotifyRateLimitError),
      expect.any(SpotifyRateLimitError),
    ]);
  });

  it('has the reason of a caller who left', async () => {
    const calls = ended('call');
    const fake = new TestFake();
    fake.hangNext();
    const { catalog } = await client(fake);
    const leaving = new AbortController();
    const get = catalog.albums.get(fake.catalog.albumId(0), { signal: leaving.signal });
    leaving.abort('enough');
    await expect(get).rejects.toBe('enough');
    expect(calls).toEqual([expect.objectContaining({ outcome: 'failed', status: undefined })]);
    expect(calls[0]?.error).toBe('enough');
  });

  it('names the client', async () => {
    const calls = ended('call');
    const fake = new TestFake();
    const { http } = await client(fake, { name: 'label-a' } as object);
    await http.get(`/artists/${fake.catalog.artistId(0)}`);
    expect(calls.map(({ client: name }) => name)).toEqual(['label-a']);
  });
});

describe('the channel nestjs-spotify:request', () => {
  it('has each retry, with its status', async () => {
    const requests = ended('request');
    const retries = published('retry');
    const fake = new TestFake();
    const { catalog } = await client(fake, { retry: { minDelay: 1 } });
    fake.failNext();
    await catalog.tracks.get(fake.catalog.trackId(0));
    expect(requests.map(({ path, status }) => `${path} ${status}`)).toEqual([
      '/tracks/{id} 503',
      '/tracks/{id} 200',
    ]);
    expect(requests[0]?.error).toBeInstanceOf(SpotifyServerError);
    expect(retries).toEqual([
      {
        client: 'default',
        method: 'GET',
        path: '/tracks/{id}',
        attempts: 1,
        delay: expect.any(Number),
      },
    ]);
    expect(retries[0]?.error).toBeInstanceOf(SpotifyServerError);
  });

  it('has the request that was refused for its token, and its replay', async () => {
    const fake = new TestFake();
    const { catalog } = await client(fake);
    await catalog.tracks.get(fake.catalog.trackId(0));
    const [requests, grants] = [ended('request'), ended('grant')];
    fake.expireTokens();
    await catalog.tracks.get(fake.catalog.trackId(1));
    expect(requests.map(({ status }) => status)).toEqual([401, 200]);
    expect(grants.map(({ status }) => status)).toEqual([200]);
  });

  it('has what an app sends on axiosRef to Spotify, and not what it sends elsewhere', async () => {
    const requests = ended('request');
    const fake = await startFake();
    const { http } = await client(fake);
    await http.axiosRef.get(`/artists/${fake.catalog.artistId(0)}`, { params: { market: 'SE' } });
    await http.axiosRef.get(`${fake.apiUrl}/artists/${fake.catalog.artistId(0)}`);
    await http.axiosRef.get(`${fake.url}/image/x`).catch(() => {});
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /artists/{id}',
      'GET /artists/{id}',
    ]);
  });

  it('counts a request that an app’s interceptor sends again once more, and not twice', async () => {
    const requests = ended('request');
    const fake = new TestFake();
    const { http } = await client(fake);
    http.axiosRef.interceptors.response.use(null, (error: { config: object }) =>
      http.axiosRef.request(error.config),
    );
    fake.failNext();
    await http.get(`/artists/${fake.catalog.artistId(0)}`);
    expect(requests.map(({ status }) => status)).toEqual([503, 200]);
    expect(fake.apiRequests()).toHaveLength(2);
  });
});

describe('the channel nestjs-spotify:grant', () => {
  it('has each token request, and no token', async () => {
    const grants = ended('grant');
    const retries = published('retry');
    const fake = new TestFake();
    const { auth } = await client(fake, { retry: { minDelay: 1 } });
    fake.failNext({ at: 'accounts' });
    const { accessToken } = await auth.getAccessToken();
    expect(grants).toEqual([
      expect.objectContaining({ method: 'POST', path: '/api/token', status: 503 }),
      expect.objectContaining({ client: 'default', status: 200, expiresIn: 3600 }),
    ]);
    expect(grants[0]?.error).toBeInstanceOf(SpotifyAuthError);
    expect(retries.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /api/token']);
    expect(shown(grants)).not.toContain(accessToken);
  });
});

describe('the channel nestjs-spotify:limited', () => {
  it('tells a pause of the account from a bucket that is closed', async () => {
    const limits = published('limited');
    const fake = new TestFake();
    const { catalog } = await client(fake, { rateLimit: { maxWait: 0 } });
    fake.quotaExceededNext({ retryAfter: 3600 });
    await catalog.albums.get(fake.catalog.albumId(0)).catch(() => {});
    fake.rateLimitNext({ retryAfter: 30 });
    await catalog.tracks.get(fake.catalog.trackId(0)).catch(() => {});
    expect(limits).toEqual([
      expect.objectContaining({
        path: '/albums/{id}',
        reason: 'quota-exceeded',
        closes: 'bucket',
      }),
      expect.objectContaining({ path: '/tracks/{id}', reason: 'rate-limit', closes: 'account' }),
    ]);
    expect(limits.map(({ retryAfter }) => Math.round(retryAfter / 1000))).toEqual([3600, 30]);
  });
});

describe('the channel nestjs-spotify:circuit', () => {
  it('tells that a bucket’s circuit has opened, and closed again', async () => {
    const circuits = published('circuit');
    const fake = new TestFake();
    const { catalog } = await client(fake);
    fake.failNext({ times: 10 });
    for (let n = 0; n < 10; n += 1) {
      await catalog.albums.get(fake.catalog.albumId(n)).catch(() => {});
    }
    expect(circuits).toEqual([
      {
        client: 'default',
        scope: 'bucket',
        path: '/albums/{id}',
        state: 'open',
        retryIn: expect.any(Number),
      },
    ]);
    expect(circuits[0]?.error).toBeInstanceOf(SpotifyServerError);
    setClocksAhead(60);
    await catalog.albums.get(fake.catalog.albumId(0));
    expect(circuits.map(({ state }) => state)).toEqual(['open', 'closed']);
  });

  it('tells of the accounts service’s circuit', async () => {
    const circuits = published('circuit');
    const fake = new TestFake();
    const { auth } = await client(fake);
    fake.failNext({ at: 'accounts', times: 2 });
    await auth.getAccessToken().catch(() => {});
    await auth.getAccessToken().catch(() => {});
    setClocksAhead(60);
    await auth.getAccessToken();
    expect(circuits.map(({ scope, state }) => `${scope} ${state}`)).toEqual([
      'accounts open',
      'accounts closed',
    ]);
  });
});

describe('a subscriber', () => {
  it('finds no token, secret, id or query in what is printed or sent on', async () => {
    const names = ['call', 'request', 'grant'] as const;
    const messages = names.flatMap((name) => [ended(name)]);
    const events = [published('retry'), published('limited'), published('cache')];
    const fake = await startFake();
    const { catalog, auth } = await client(fake, { cache: {}, retry: { minDelay: 1 } });
    const id = fake.catalog.albumId(3);
    fake.failNext({ times: 4 });
    await catalog.albums.get(id, { market: 'SE' }).catch(() => {});
    await catalog.albums.get(id, { market: 'SE' });
    fake.expireTokens();
    await catalog.albums.tracks(id).toArray();
    await catalog.users.get('a.private.name').catch(() => {});
    await catalog.search.query('a private query', ['album']);
    const userToken = fake.userToken('someone');
    await catalog.artists.get(fake.catalog.artistId(0), { accessToken: userToken });
    const { accessToken } = await auth.getAccessToken();
    const text = shown([...messages, ...events]);
    for (const secret of [id, accessToken, userToken, 'secret', 'private', 'SE']) {
      expect(text).not.toContain(secret);
    }
    expect(text).toContain('/albums/{id}/tracks');
  });

  it('finds no token in the error of a request', async () => {
    const requests = ended('request');
    const fake = await startFake();
    const { catalog, auth } = await client(fake);
    const { accessToken } = await auth.getAccessToken();
    await catalog.albums.get(UNKNOWN).catch(() => {});
    fake.resetNext();
    await catalog.albums.get(UNKNOWN).catch(() => {});
    const errors = requests.map(({ error }) => inspect(error, { depth: Infinity }));
    expect(errors).toHaveLength(2);
    for (const error of errors) {
      expect(error).not.toContain(accessToken);
      expect(error).not.toMatch(/bearer [^[]/i);
    }
  });

  it('finds a store bound to the call in the messages of what the call causes', async () => {
    const calls = new AsyncLocalStorage<SpotifyCallMessage>();
    const { start } = tracingChannel<SpotifyCallMessage, SpotifyCallMessage>('nestjs-spotify:call');
    start.bindStore(calls);
    onCleanup(() => start.unbindStore(calls));
    const seen: unknown[] = [];
    const note = () => void seen.push(calls.getStore()?.path);
    trace('request', { start: note, asyncEnd: note });
    trace('grant', { start: note });
    const fake = await startFake();
    const { catalog } = await client(fake);
    await catalog.albums.get(fake.catalog.albumId(0));
    expect(seen).toEqual(['/albums/{id}', '/albums/{id}', '/albums/{id}']);
  });

  it('finds a call’s own store although it waited while others were sent', async () => {
    const calls = new AsyncLocalStorage<SpotifyCallMessage>();
    const { start } = tracingChannel<SpotifyCallMessage, SpotifyCallMessage>('nestjs-spotify:call');
    start.bindStore(calls);
    onCleanup(() => start.unbindStore(calls));
    const pairs: string[] = [];
    trace('request', {
      start: (message) =>
        void pairs.push(`${(message as SpotifyCallMessage).path} ${calls.getStore()?.path}`),
    });
    const fake = await startFake();
    const { catalog } = await client(fake, { concurrency: 1 });
    await Promise.all([
      catalog.albums.get(fake.catalog.albumId(0)),
      catalog.artists.get(fake.catalog.artistId(0)),
      catalog.tracks.get(fake.catalog.trackId(0)),
    ]);
    expect(pairs).toEqual([
      '/albums/{id} /albums/{id}',
      '/artists/{id} /artists/{id}',
      '/tracks/{id} /tracks/{id}',
    ]);
  });

  it('that comes late hears of the calls that begin from then on', async () => {
    const fake = new TestFake({ latency: 5 });
    const { catalog } = await client(fake);
    const before = catalog.albums.get(fake.catalog.albumId(0));
    await until(() => fake.apiRequests().length === 1);
    const calls = ended('call');
    await before;
    await catalog.albums.get(fake.catalog.albumId(1));
    expect(calls).toHaveLength(1);
  });

  it('learns that Spotify refuses the app for its owner’s account', async () => {
    const calls = ended('call');
    const fake = new TestFake();
    const { catalog } = await client(fake);
    fake.failNext({
      status: 403,
      body: { error: { status: 403, message: 'Active premium subscription required' } },
    });
    await catalog.albums.get(fake.catalog.albumId(0)).catch(() => {});
    expect(calls[0]?.error).toBeInstanceOf(SpotifyForbiddenError);
  });
});

function outcomes(calls: readonly SpotifyCallMessage[]): string[] {
  return calls.map(({ outcome, attempts }) => `${outcome} ${attempts}`);
}

/** What a log or another process may get of a message. */
function shown(messages: unknown): string {
  return JSON.stringify(messages) + inspect(messages, { depth: Infinity, getters: false });
}
