import { getMaxListeners } from 'node:events';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { TestingModule } from '@nestjs/testing';
import { SpotifyAuthError, type SpotifyRateLimitError } from 'nestjs-spotify';
import type { FakeSpotifyOptions } from 'nestjs-spotify/testing';
import { client, type ClientOptions } from '../support/client.js';
import { setClocksAhead } from '../support/clock.js';
import { startFake, type TestFake } from '../support/fake.js';
import { until } from '../support/until.js';

let fake: TestFake;
let app: TestingModule;

/** A client over a fake with sockets. */
async function start(options: ClientOptions = {}, fakeOptions: FakeSpotifyOptions = {}) {
  fake = await startFake(fakeOptions);
  const started = await client(fake, {
    clientId: 'the-id',
    clientSecret: 'the-secret',
    retry: { minDelay: 1, maxDelay: 2 },
    ...options,
  });
  app = started.app;
  return started;
}

beforeEach(() => {
  jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
});

describe('the grant', () => {
  it('sends Basic authentication and a form body, as RFC 6749 says', async () => {
    const { auth } = await start({ clientId: 'an id', clientSecret: 'a:secret+ü' });
    await auth.requestToken();
    const [grant] = fake.tokenRequests();
    const credentials = Buffer.from('an+id:a%3Asecret%2B%C3%BC').toString('base64');
    expect(grant).toMatchObject({
      method: 'POST',
      path: '/api/token',
      body: 'grant_type=client_credentials',
    });
    expect(grant?.headers).toMatchObject({
      authorization: `Basic ${credentials}`,
      'content-type': 'application/x-www-form-urlencoded',
    });
  });

  it('is requested anew by each requestToken(), whose token is never cached', async () => {
    const { auth } = await start();
    const [one, two] = [await auth.requestToken(), await auth.requestToken()];
    expect(one.accessToken).not.toBe(two.accessToken);
    const cached = await auth.getAccessToken();
    expect([one.accessToken, two.accessToken]).not.toContain(cached.accessToken);
    expect(fake.tokenRequests()).toHaveLength(3);
    expect(one).toMatchObject({ tokenType: 'Bearer', expiresIn: 3600 });
  });

  it("rejects with the token endpoint's error and error_description", async () => {
    const { auth } = await start({}, { clientId: 'the-id', clientSecret: 'another' });
    await expect(auth.requestToken()).rejects.toMatchObject({
      name: 'SpotifyAuthError',
      status: 400,
      error: 'invalid_client',
      errorDescription: 'Invalid client secret',
      message: expect.stringContaining('clientSecret') as string,
    });
  });

  it.each([
    ['HTML', { status: 502, body: '<html><h1>Bad gateway</h1></html>' }, 'SpotifyAuthError'],
    ['nothing', { status: 503, body: '' }, 'SpotifyAuthError'],
    ['no token', { status: 200, body: { token_type: 'Bearer' } }, 'SpotifyResponseError'],
    ['text in place of JSON', { status: 200, body: 'hello' }, 'SpotifyResponseError'],
    ['null', { status: 200, body: 'null' }, 'SpotifyResponseError'],
    [
      'a token that is no header',
      { status: 200, body: { access_token: 'to\r\nken', expires_in: 3600 } },
      'SpotifyResponseError',
    ],
    [
      'a type that is no header',
      { status: 200, body: { access_token: 'token', token_type: 'a\r\nb' } },
      'SpotifyResponseError',
    ],
    [
      'a token without expires_in',
      { status: 200, body: { access_token: 'token', expires_in: 0 } },
      'SpotifyResponseError',
    ],
    [
      'a token that expires after the last possible date',
      { status: 200, body: { access_token: 'token', expires_in: 1e300 } },
      'SpotifyResponseError',
    ],
    ['429', { status: 429, headers: { 'retry-after': '7' } }, 'SpotifyRateLimitError'],
    ["429 in OAuth's form", { status: 429, body: { error: 'slow_down' } }, 'SpotifyRateLimitError'],
  ])('rejects with an error of the library when the response is %s', async (_, response, name) => {
    const { auth } = await start();
    fake.failNext({ ...response, at: 'accounts', times: 9 });
    await expect(auth.requestToken()).rejects.toMatchObject({ name });
  });

  it('is retried after a transient fault', async () => {
    const { auth } = await start();
    fake.failNext({ at: 'accounts' });
    fake.resetNext({ at: 'accounts' });
    expect((await auth.getAccessToken()).accessToken).toBeTruthy();
    expect(fake.tokenRequests()).toHaveLength(3);
  });

  it("is retried after a 5xx in OAuth's form, and rejects with it when it lasts", async () => {
    const { auth } = await start();
    fake.failNext({
      at: 'accounts',
      status: 503,
      body: { error: 'temporarily_unavailable', error_description: 'soon' },
      times: 3,
    });
    await expect(auth.requestToken()).rejects.toMatchObject({
      error: 'temporarily_unavailable',
      errorDescription: 'soon',
      attempts: 3,
    });
    expect((await auth.requestToken()).accessToken).toBeTruthy();
  });
});

describe('the token', () => {
  it('is fetched by the first call, and used by the next', async () => {
    const { catalog, auth } = await start();
    await catalog.albums.get(fake.catalog.albumId(0));
    await catalog.albums.get(fake.catalog.albumId(1));
    expect(fake.tokenRequests()).toHaveLength(1);
    const { accessToken } = await auth.getAccessToken();
    expect(fake.apiRequests().map(({ headers }) => headers['authorization'])).toEqual(
      Array(2).fill(`Bearer ${accessToken}`),
    );
  });

  it('is replaced when it has expired', async () => {
    const { auth } = await start();
    const old = await auth.getAccessToken();
    setClocksAhead(3600);
    expect(old.isExpired()).toBe(true);
    expect((await auth.getAccessToken()).accessToken).not.toBe(old.accessToken);
  });

  it('may be given as an option, and is used until it expires', async () => {
    const { auth } = await start({
      accessToken: { accessToken: 'from-elsewhere', expiresIn: 3600 },
    });
    expect((await auth.getAccessToken()).accessToken).toBe('from-elsewhere');
    expect(fake.tokenRequests()).toHaveLength(0);
    setClocksAhead(3600);
    expect((await auth.getAccessToken()).accessToken).not.toBe('from-elsewhere');
  });

  it('is sent with its token_type', async () => {
    const { http } = await start({
      accessToken: { accessToken: 'from-elsewhere', tokenType: 'DPoP' },
    });
    await http.axiosRef.get('/markets').catch(() => {});
    expect(fake.apiRequests()[0]?.headers['authorization']).toBe('DPoP from-elsewhere');
  });

  it('is renewed in the background within refreshAhead, while the old one is used', async () => {
    const { auth } = await start({ refreshAhead: 60_000 });
    const old = await auth.getAccessToken();
    setClocksAhead(3600 - 59);
    expect((await auth.getAccessToken()).accessToken).toBe(old.accessToken);
    await until(() => fake.tokenRequests().length === 2);
    await until(async () => (await auth.getAccessToken()).accessToken !== old.accessToken);
    expect(fake.tokenRequests()).toHaveLength(2);
  });

  it('is used until it expires while its renewal fails', async () => {
    const { auth } = await start({ retry: false });
    const old = await auth.getAccessToken();
    setClocksAhead(3600 - 59);
    fake.failNext({ at: 'accounts', times: 99 });
    for (let call = 0; call < 20; call += 1) {
      expect((await auth.getAccessToken()).accessToken).toBe(old.accessToken);
    }
    await until(() => fake.tokenRequests().length > 1);
    expect(fake.tokenRequests().length).toBeLessThan(5);
  });

  it('does not depend on steps of the system clock', async () => {
    const { auth } = await start();
    const token = await auth.getAccessToken();
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now + 86_400_000);
    expect((await auth.getAccessToken()).accessToken).toBe(token.accessToken);
    jest.spyOn(Date, 'now').mockReturnValue(now - 86_400_000);
    expect((await auth.getAccessToken()).accessToken).toBe(token.accessToken);
  });

  it('is dropped by invalidate(), unless a newer one has replaced it', async () => {
    const { auth } = await start();
    const first = await auth.getAccessToken();
    auth.invalidate(first);
    const second = await auth.getAccessToken();
    expect(second.accessToken).not.toBe(first.accessToken);
    auth.invalidate(first);
    expect((await auth.getAccessToken()).accessToken).toBe(second.accessToken);
  });

  it('of one second’s lifetime does not need one grant per call', async () => {
    const { catalog } = await start({}, { expiresIn: 1 });
    const begin = performance.now();
    for (let tenths = 0; tenths < 50; tenths += 1) {
      setClocksAhead(tenths / 10);
      await Promise.all([0, 1, 2].map((n) => catalog.albums.get(fake.catalog.albumId(n))));
    }
    expect(fake.apiRequests().length).toBeGreaterThanOrEqual(150);
    // Renewed when a tenth of its lifetime is left, and the last call may come late.
    const lives = (performance.now() - begin) / 900;
    expect(fake.tokenRequests().length).toBeGreaterThan(4);
    expect(fake.tokenRequests().length).toBeLessThanOrEqual(Math.ceil(lives) + 1);
  });
});

describe('concurrent callers', () => {
  it('share one grant: 1,000 calls on a cold client', async () => {
    const { catalog } = await start({ timeout: 60_000 });
    const albums = await Promise.all(
      Array.from({ length: 1000 }, (_, n) => catalog.albums.get(fake.catalog.albumId(n))),
    );
    expect(new Set(albums.map(({ id }) => id)).size).toBe(1000);
    expect(fake.tokenRequests()).toHaveLength(1);
  }, 90_000);

  it('share one new grant: 1,000 calls in flight when the token is revoked', async () => {
    const { catalog, auth } = await start({ concurrency: 1000, timeout: 60_000 });
    await auth.getAccessToken();
    fake.latency = 2000;
    const albums = Array.from({ length: 1000 }, (_, n) =>
      catalog.albums.get(fake.catalog.albumId(n)),
    );
    await until(() => fake.apiRequests().length === 1000);
    fake.expireTokens();
    fake.latency = 0;
    expect((await Promise.all(albums)).length).toBe(1000);
    expect(fake.tokenRequests()).toHaveLength(2);
    expect(fake.apiRequests().filter(({ status }) => status === 401).length).toBeGreaterThan(900);
  }, 90_000);

  it('all reject when the secret is wrong, and a later call tries again', async () => {
    const { catalog } = await start({}, { clientId: 'the-id', clientSecret: 'another' });
    const attempt = () => catalog.albums.get(fake.catalog.albumId(0));
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, attempt));
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ reason: { error: 'invalid_client' } });
    }
    expect(fake.tokenRequests()).toHaveLength(1);
    await expect(attempt()).rejects.toThrow(SpotifyAuthError);
    expect(fake.tokenRequests()).toHaveLength(2);
  });

  it('cause one grant per pause while the secret stays wrong', async () => {
    const { auth } = await start({}, { clientId: 'the-id', clientSecret: 'another' });
    for (let call = 0; call < 30; call += 1) await auth.getAccessToken().catch(() => {});
    expect(fake.tokenRequests()).toHaveLength(2);
    await expect(auth.getAccessToken()).rejects.toMatchObject({
      error: 'invalid_client',
      retryAt: expect.any(Date) as Date,
    });
    setClocksAhead(60);
    await auth.getAccessToken().catch(() => {});
    expect(fake.tokenRequests()).toHaveLength(3);
  });

  it('cause one grant per Retry-After of the accounts service, when it is too long to wait for', async () => {
    const { auth, catalog } = await start();
    fake.failNext({ at: 'accounts', status: 429, headers: { 'retry-after': '100' } });
    const album = () => catalog.albums.get(fake.catalog.albumId(0));
    const limited = { name: 'SpotifyRateLimitError', url: `${fake.accountsUrl}/api/token` };
    await expect(auth.getAccessToken()).rejects.toMatchObject({ ...limited, attempts: 1 });
    for (const call of [() => auth.getAccessToken(), album]) {
      const error: unknown = await call().catch((reason: unknown) => reason);
      expect(error).toMatchObject({ ...limited, attempts: 0, retryAt: expect.any(Date) as Date });
      expect((error as SpotifyRateLimitError).retryAt.getTime()).toBeGreaterThan(
        Date.now() + 90_000,
      );
    }
    expect(fake.tokenRequests()).toHaveLength(1);
    setClocksAhead(101);
    expect(await album()).toHaveProperty('tracks');
    expect(fake.tokenRequests()).toHaveLength(2);
  });

  it('may all use one signal without a leak warning of Node', async () => {
    const { auth } = await start();
    const listen = jest.spyOn(AbortSignal.prototype, 'addEventListener');
    const { signal } = new AbortController();
    await Promise.all([
      ...Array.from({ length: 20 }, () => auth.requestToken()),
      ...Array.from({ length: 20 }, () => auth.requestToken({ signal })),
      ...Array.from({ length: 20 }, () => auth.getAccessToken({ signal })),
    ]);
    const listened = listen.mock.contexts as AbortSignal[];
    const busy = listened.filter((one) => listened.filter((other) => other === one).length > 10);
    expect(new Set(busy).size).toBe(2); // the caller's, and the one that aborts when the app shuts down
    for (const one of busy) expect(getMaxListeners(one)).toBe(Infinity);
  });

  it('may abort: the grant goes on for the others', async () => {
    const { auth } = await start({}, { latency: 50 });
    const leaving = new AbortController();
    const left = auth.getAccessToken({ signal: leaving.signal });
    const stayed = auth.getAccessToken();
    leaving.abort(new Error('enough'));
    await expect(left).rejects.toThrow('enough');
    expect((await stayed).accessToken).toBeTruthy();
    expect(fake.tokenRequests()).toHaveLength(1);
  });
});

describe('options of the grant', () => {
  it('takes credentials from a function at each grant', async () => {
    let secret = 'old';
    const { auth } = await start(
      {
        clientId: undefined,
        clientSecret: undefined,
        credentials: async () => ({ clientId: 'the-id', clientSecret: secret }),
      },
      { clientId: 'the-id', clientSecret: 'new' },
    );
    await expect(auth.getAccessToken()).rejects.toThrow(SpotifyAuthError);
    secret = 'new';
    expect((await auth.getAccessToken()).accessToken).toBeTruthy();
  });

  it('requests nothing at start', async () => {
    await start();
    await app.init();
    expect(fake.requests).toEqual([]);
  });

  it('requests a token at start with warmUp, and fails the start when there is none', async () => {
    const { auth } = await start({ warmUp: true });
    await app.init();
    expect(fake.tokenRequests()).toHaveLength(1);
    await auth.getAccessToken();
    expect(fake.tokenRequests()).toHaveLength(1);
    await start({ warmUp: true }, { clientId: 'the-id', clientSecret: 'another' });
    await expect(app.init()).rejects.toThrow(SpotifyAuthError);
  });
});
