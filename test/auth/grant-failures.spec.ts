import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import {
  SpotifyConfigError,
  SpotifyRateLimitError,
  type SpotifyRequestError,
  SpotifyUnauthorizedError,
} from 'nestjs-spotify';
import { onCleanup } from '../support/cleanup.js';
import { client, type ClientOptions } from '../support/client.js';
import { startFake, type TestFake } from '../support/fake.js';
import { until } from '../support/until.js';
import { credentials as certificate } from '../wire/certificate.js';

let fake: TestFake;
let warnings: string[];
let time: number;

/** A client of a fake Spotify over real sockets that retries at once. */
async function start(options: ClientOptions = {}) {
  const { auth, catalog, close } = await client(fake, {
    retry: { minDelay: 1, maxDelay: 2 },
    ...options,
  });
  const album = (n = 0, callOptions = {}) =>
    catalog.albums.get(fake.catalog.albumId(n), callOptions);
  return {
    auth,
    close,
    album,
    /** What the call rejects with. */
    failure: (n = 0, callOptions = {}): Promise<SpotifyRequestError> =>
      album(n, callOptions).then(
        () => {
          throw new Error('the call succeeded');
        },
        (reason: unknown) => reason as SpotifyRequestError,
      ),
  };
}

const grants = () => fake.tokenRequests().length;
const calls = () => fake.apiRequests().length;

/** Moves the monotonic clock on by so many seconds; it does not move by itself, however slow the machine. */
function pass(seconds: number): void {
  time += seconds * 1000;
}

/** The option `credentials`, in place of the fixed ones. */
function functionOf(credentials: () => unknown): ClientOptions {
  return { clientId: undefined, clientSecret: undefined, credentials } as ClientOptions;
}

beforeEach(async () => {
  warnings = [];
  time = performance.now();
  jest.spyOn(performance, 'now').mockImplementation(() => time);
  jest.spyOn(Logger.prototype, 'warn').mockImplementation((line) => warnings.push(String(line)));
  fake = await startFake();
});

describe('a call whose token cannot be fetched', () => {
  const HTML = '<html><title>Just a moment</title></html>';

  it.each<[string, () => void, object]>([
    [
      'a reset',
      () => fake.resetNext({ at: 'accounts', times: 99 }),
      { name: 'SpotifyNetworkError', code: 'ECONNRESET' },
    ],
    ['a hang', () => fake.hangNext({ at: 'accounts', times: 99 }), { name: 'SpotifyTimeoutError' }],
    [
      'HTML with 200',
      () => fake.failNext({ at: 'accounts', times: 99, status: 200, body: HTML }),
      { name: 'SpotifyResponseError', status: 200 },
    ],
    [
      'HTML with 502',
      () => fake.failNext({ at: 'accounts', times: 99, status: 502, body: HTML }),
      { name: 'SpotifyAuthError', status: 502, errorDescription: 'Just a moment' },
    ],
    [
      "a 503 in OAuth's form",
      () =>
        fake.failNext({
          at: 'accounts',
          times: 99,
          status: 503,
          body: { error: 'temporarily_unavailable' },
        }),
      { name: 'SpotifyAuthError', status: 503, error: 'temporarily_unavailable' },
    ],
  ])('rejects with what happened: %s', async (_, order, expected) => {
    const { failure } = await start({ timeout: 200 });
    order();
    const request = { method: 'POST', url: `${fake.accountsUrl}/api/token` };
    const first = await failure();
    expect(first).toMatchObject({ ...expected, ...request, attempts: 3, retryAt: undefined });
    expect(await failure()).toMatchObject({ ...expected, ...request, attempts: 3 });
    const sent = grants();
    expect(sent).toBeLessThanOrEqual(6); // an attempt that takes too long may not arrive
    // After the second failure in a row no token request is sent for a while.
    for (let n = 0; n < 20; n += 1) {
      const again = await failure();
      expect(again).toMatchObject({ ...expected, ...request, attempts: 0 });
      expect(again.constructor).toBe(first.constructor);
      expect(again.message).toContain(first.message);
      expect(again.retryAt?.getTime()).toBeGreaterThan(Date.now());
      expect(again.message).toContain(again.retryAt?.toISOString());
    }
    expect(grants()).toBe(sent);
    expect(calls()).toBe(0);
  });

  it.each([
    ['a host that is not found', 'http://accounts.invalid', /^(?:ENOTFOUND|EAI_AGAIN)$/],
    ['a port on which nobody listens', 'http://127.0.0.1:1', /^ECONNREFUSED$/],
  ])('rejects with what happened: %s', async (_, accountsUrl, code) => {
    const { failure } = await start({ accountsUrl });
    expect(await failure()).toMatchObject({
      name: 'SpotifyNetworkError',
      code: expect.stringMatching(code) as string,
      url: `${accountsUrl}/api/token`,
      attempts: 3,
    });
  });

  it('rejects with what happened: an untrusted certificate', async () => {
    const accounts = createServer(certificate);
    onCleanup(() => accounts.close());
    accounts.listen(0, '127.0.0.1');
    await once(accounts, 'listening');
    const { port } = accounts.address() as AddressInfo;
    const { failure } = await start({ accountsUrl: `https://127.0.0.1:${port}` });
    expect(await failure()).toMatchObject({
      name: 'SpotifyNetworkError',
      code: expect.stringMatching(/SELF_SIGNED/) as string,
      method: 'POST',
      attempts: 3,
    });
  });

  it('shares its three token requests with all others, and they do not count for the API’s circuit breaker', async () => {
    const { failure, album } = await start();
    fake.resetNext({ at: 'accounts', times: 3 });
    const errors = await Promise.all(Array.from({ length: 50 }, (_, n) => failure(n)));
    for (const error of errors) expect(error).toMatchObject({ code: 'ECONNRESET', attempts: 3 });
    expect(grants()).toBe(3);
    expect(await album()).toHaveProperty('tracks');
  });
});

describe('the Retry-After of the accounts service', () => {
  it.each([429, 500, 503])('is waited for, once for all callers: %i', async (status) => {
    const { album } = await start();
    fake.failNext({ at: 'accounts', status, headers: { 'retry-after': '1' } });
    const albums = await Promise.all(Array.from({ length: 50 }, (_, n) => album(n)));
    expect(albums).toHaveLength(50);
    expect(grants()).toBe(2);
    expect(warnings).toContainEqual(expect.stringMatching(/^Retrying in (?:9\d\d|1000) ms/));
  });

  it.each([429, 503])('fails at once where it is longer than maxWait: %i', async (status) => {
    const { failure } = await start({ rateLimit: { maxWait: 10_000 } });
    fake.failNext({ at: 'accounts', times: 9, status, headers: { 'retry-after': '20' } });
    const first = await failure();
    expect(first).toMatchObject({ status, attempts: 1, method: 'POST' });
    expect(Math.round((first.retryAt!.getTime() - Date.now()) / 1000)).toBe(20);
    const second = await failure();
    expect(second).toMatchObject({ name: first.name, status, attempts: 0 });
    expect(Math.round((second.retryAt!.getTime() - Date.now()) / 1000)).toBe(20);
    expect(grants()).toBe(1);
  });

  it('is waited for by a call that starts when no more than maxWait of it is left', async () => {
    const { failure, album } = await start({ rateLimit: { maxWait: 1000 } });
    fake.failNext({ at: 'accounts', status: 429, headers: { 'retry-after': '100' } });
    expect(await failure()).toBeInstanceOf(SpotifyRateLimitError);
    const wall = Date.now;
    jest.spyOn(Date, 'now').mockImplementation(() => wall() + 99_500);
    pass(99.5);
    expect(await album()).toHaveProperty('tracks');
    expect(grants()).toBe(2);
  });

  it.each([429, 503])(
    'ends at once a call whose deadline comes sooner, and no other: %i',
    async (status) => {
      const { failure, album } = await start();
      fake.failNext({ at: 'accounts', status, headers: { 'retry-after': '2' } });
      const patient = album(0);
      await until(() => warnings.some((line) => line.startsWith('Retrying')));
      const hurried = [failure(1, { deadline: 1500 }), failure(2, { deadline: 1500 })];
      for (const error of await Promise.all(hurried)) {
        expect(error).toMatchObject({ status, method: 'POST', retryAt: expect.any(Date) as Date });
      }
      expect(await patient).toHaveProperty('tracks');
      expect(grants()).toBe(2);
    },
  );

  it('ends at once a waiting call whose deadline comes sooner', async () => {
    const { failure } = await start();
    fake.failNext({ at: 'accounts', status: 429, headers: { 'retry-after': '20' } });
    expect(await failure(1, { deadline: 15_000 })).toBeInstanceOf(SpotifyRateLimitError);
  });

  it('of a 429 is waited for even where failures are not retried', async () => {
    const { album, failure } = await start({ retry: false });
    fake.failNext({ at: 'accounts', status: 429, headers: { 'retry-after': '1' } });
    expect(await album()).toHaveProperty('tracks');
    expect(grants()).toBe(2);
    fake.expireTokens();
    fake.failNext({ at: 'accounts', status: 503, headers: { 'retry-after': '1' } });
    expect(await failure()).toMatchObject({ status: 503, attempts: 1 });
  });

  it('is waited for no more often than attempts allows', async () => {
    const { failure } = await start({ retry: { attempts: 2, minDelay: 1, maxDelay: 2 } });
    fake.failNext({ at: 'accounts', times: 9, status: 429, headers: { 'retry-after': '1' } });
    expect(await failure()).toMatchObject({ status: 429, attempts: 2 });
    expect(grants()).toBe(2);
  });

  it('of a requestToken() is in its error, and not waited for', async () => {
    const { auth } = await start();
    fake.failNext({ at: 'accounts', times: 9, status: 503, headers: { 'retry-after': '20' } });
    const error = await auth.requestToken().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ status: 503, attempts: 1, retryAt: expect.any(Date) as Date });
  });
});

describe('the Retry-After of a 5xx of the API', () => {
  it('is waited for', async () => {
    const { album } = await start();
    fake.failNext({ status: 503, headers: { 'retry-after': '1' } });
    expect(await album()).toHaveProperty('tracks');
    expect(calls()).toBe(2);
    expect(warnings).toContainEqual(expect.stringMatching(/^Retrying in (?:9\d\d|1000) ms/));
  });

  it.each([
    ['maxWait', { rateLimit: { maxWait: 10_000 } }, {}],
    ['the deadline', {}, { deadline: 10_000 }],
  ])('fails the call at once where it is longer than %s', async (_, options, callOptions) => {
    const { failure } = await start(options);
    fake.failNext({ status: 503, times: 9, headers: { 'retry-after': '20' } });
    const error = await failure(0, callOptions);
    expect(error).toMatchObject({ name: 'SpotifyServerError', status: 503, attempts: 1 });
    expect(Math.round((error.retryAt!.getTime() - Date.now()) / 1000)).toBe(20);
    expect(error.message).toContain(error.retryAt!.toISOString());
    expect(calls()).toBe(1);
  });
});

describe('an API that refuses every token', () => {
  it('causes a bounded number of grants, with a growing pause between them', async () => {
    const { failure } = await start();
    fake.failNext({ status: 401, times: 10_000 });
    for (let n = 0; n < 60; n += 1) {
      expect(await failure()).toBeInstanceOf(SpotifyUnauthorizedError);
    }
    const atOnce = grants();
    expect(atOnce).toBe(3);
    const before = calls();
    await failure();
    expect(calls() - before).toBe(1); // sent with the cached token, and not again with the same one
    let grantsBefore = atOnce;
    const pauses: number[] = [];
    for (let second = 1; second <= 300; second += 4) {
      pass(4);
      await failure();
      if (grants() > grantsBefore) pauses.push(second);
      grantsBefore = grants();
    }
    expect(grants() - atOnce).toBeGreaterThan(5);
    expect(grants() - atOnce).toBeLessThan(20);
    const [first = 0, ...later] = pauses;
    expect(first).toBeLessThanOrEqual(4);
    expect(later.at(-1)! - later.at(-2)!).toBeGreaterThan(30);
  }, 30_000);

  it('is used at once when it accepts tokens again', async () => {
    const { failure, album } = await start();
    fake.failNext({ status: 401, times: 20 });
    for (let n = 0; n < 10; n += 1) await failure();
    while (fake.requests.filter(({ status }) => status === 401).length < 20) await failure();
    const before = grants();
    expect(await album()).toHaveProperty('tracks');
    expect(grants()).toBe(before);
  });

  it('is not confused with tokens that are revoked now and then', async () => {
    const { album } = await start();
    for (let n = 0; n < 20; n += 1) {
      expect(await album(n)).toHaveProperty('tracks');
      fake.expireTokens();
      pass(600);
    }
    expect(grants()).toBe(20);
  });
});

describe('credentials()', () => {
  it('that reject while the token is still valid are called ever more rarely, and so is the warning logged', async () => {
    let timesCalled = 0;
    let rejecting = false;
    const { album, auth } = await start({
      refreshAhead: 1_800_000,
      ...functionOf(async () => {
        timesCalled += 1;
        if (rejecting) throw new Error('the vault is sealed');
        return { clientId: 'the-id', clientSecret: 'the-secret' };
      }),
    });
    await album();
    rejecting = true;
    pass(1801); // due
    timesCalled = 0;
    for (let n = 0; n < 500; n += 1) await auth.getAccessToken();
    expect(await album()).toHaveProperty('tracks');
    expect(timesCalled).toBeGreaterThanOrEqual(1);
    expect(timesCalled).toBeLessThan(10);
    expect(warnings.filter((line) => line.includes('could not be renewed')).length).toBe(
      timesCalled,
    );
    rejecting = false;
    pass(60);
    await auth.getAccessToken(); // renews in the background
    await until(() => grants() === 2);
  });

  it('that reject are not called again for each call without a token', async () => {
    let timesCalled = 0;
    const { failure } = await start(
      functionOf(() => {
        timesCalled += 1;
        throw new Error('the vault is sealed');
      }),
    );
    for (let n = 0; n < 100; n += 1) {
      const error: unknown = await failure();
      expect(error).toBeInstanceOf(SpotifyConfigError);
      expect(error).toMatchObject({
        option: 'credentials',
        cause: { message: 'the vault is sealed' },
      });
    }
    expect(timesCalled).toBe(2);
  });

  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['an object without a prototype', Object.create(null)],
    [
      'an object that cannot be read',
      {
        get message() {
          throw new Error('not for reading');
        },
      },
    ],
    ['a message that is not a string', { message: 42, stack: {}, name: null }],
  ])('may reject with anything: %s', async (_, reason) => {
    // oxlint-disable-next-line prefer-promise-reject-errors -- users' code may
    const { failure } = await start(functionOf(() => Promise.reject(reason)));
    expect(await failure()).toBeInstanceOf(SpotifyConfigError);
  });

  describe('that hang', () => {
    const hanging = functionOf(() => new Promise(() => {}));

    it("let the call's deadline end it", async () => {
      const { failure } = await start({ ...hanging, concurrency: 2 });
      for (let n = 0; n < 5; n += 1) {
        expect(await failure(n, { deadline: 50 })).toMatchObject({ name: 'SpotifyTimeoutError' });
      }
    });

    it("let the call's signal end it", async () => {
      const { album } = await start({ ...hanging, concurrency: 2 });
      for (let n = 0; n < 5; n += 1) {
        const signal = AbortSignal.timeout(50);
        const reason: unknown = await album(n, { signal }).catch((error: unknown) => error);
        expect(reason).toBe(signal.reason);
      }
    });

    it('let app.close() end it', async () => {
      const { failure, close } = await start({ ...hanging, concurrency: 2 });
      const errors = Promise.all([failure(0), failure(1), failure(2), failure(3)]);
      await new Promise((resolve) => setImmediate(resolve));
      await close();
      for (const error of await errors) expect(error).toMatchObject({ code: 'ESHUTDOWN' });
    });

    it('end after the timeout', async () => {
      const { failure } = await start({ ...hanging, timeout: 50 });
      expect(await failure()).toBeInstanceOf(SpotifyConfigError);
    });
  });
});

describe('credentials pasted with a stray character', () => {
  const GOOD = '0123456789abcdef0123456789abcdef';

  it.each([
    ['a line break', `${GOOD}\n`],
    ['a line break', `\r\n${GOOD}`],
    ['a line break', `${GOOD}\r`],
    ['white space', ` ${GOOD}`],
    ['white space', `${GOOD}\t`],
    ['white space', `${GOOD}\u00a0`],
    ['a byte order mark', `\ufeff${GOOD}`],
    ['invisible character', `${GOOD}\u200b`],
    ['a quotation mark', `"${GOOD}"`],
    ['a quotation mark', `'${GOOD}'`],
    ['a quotation mark', `“${GOOD}”`],
    ['a quotation mark', `${GOOD}"`],
  ])('are refused with an error that names it: %s', async (what, value) => {
    for (const option of ['clientId', 'clientSecret'] as const) {
      const given = { clientId: GOOD, clientSecret: GOOD, [option]: value };
      const refusal = { option, message: expect.stringContaining(what) as string };
      const error: unknown = await start(given).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(SpotifyConfigError);
      expect(error).toMatchObject(refusal);
      expect((error as Error).message).not.toContain(GOOD);
      const { failure } = await start(functionOf(() => given));
      expect(await failure()).toMatchObject(refusal);
    }
    expect(fake.requests).toEqual([]);
  });
});
