import { inspect } from 'node:util';
import { jest } from '@jest/globals';
import { ConsoleLogger, Logger } from '@nestjs/common';
import { isAxiosError } from 'axios';
import { SpotifyAccessToken, SpotifyError } from 'nestjs-spotify';
import type { FakeSpotify } from 'nestjs-spotify/testing';
import { client } from '../support/client.js';
import { startFake, TestFake } from '../support/fake.js';

const SECRET = 'S3cr3tS3cr3tS3cr3t';
const BASIC = Buffer.from(`the-id:${SECRET}`).toString('base64');

const GIVEN = { clientId: 'the-id', clientSecret: SECRET, accessToken: 'BQtoken' };

/** Every way in which a value is commonly printed. */
function printed(value: unknown): string {
  let logged = '';
  const write = (text: string | Uint8Array): boolean => {
    logged += text.toString();
    return true;
  };
  const out = jest.spyOn(process.stdout, 'write').mockImplementation(write);
  const err = jest.spyOn(process.stderr, 'write').mockImplementation(write);
  for (const json of [false, true]) {
    const logger = new ConsoleLogger({ json, colors: false });
    logger.error(value);
    logger.error('it failed', value);
    logger.log(value);
  }
  out.mockRestore();
  err.mockRestore();
  const forms = [
    String(value),
    JSON.stringify(value),
    inspect(value, { depth: Infinity, showHidden: true }),
    inspect(value, { depth: Infinity, getters: false }),
    value instanceof Error ? `${value.stack} ${String(value.cause)}` : '',
    logged,
  ];
  return forms.join('\n');
}

/** Faults of the API and of the accounts service, some of which echo the credentials. */
const FAULTS: Readonly<Record<string, (fake: FakeSpotify, token: string) => void>> = {
  'an echo of the token in JSON': (fake, token) =>
    fake.failNext({ status: 403, body: { error: { status: 403, message: `no, ${token}` } } }),
  'an echo of the request as text': (fake, token) =>
    fake.failNext({ status: 400, body: `Authorization: Bearer ${token}` }),
  'an echo in HTML': (fake, token) =>
    fake.failNext({ status: 502, body: `<p>access_token=${token}</p>`, times: 9 }),
  'a reset': (fake) => fake.resetNext({ times: 9 }),
  'a hang': (fake) => fake.hangNext({ times: 9 }),
  'a 404': (fake) => fake.failNext({ status: 404 }),
  'a 401 twice': (fake) => fake.failNext({ status: 401, times: 9 }),
  'a 429': (fake) => fake.rateLimitNext({ retryAfter: 86_400 }),
  'a redirect': (fake) => fake.failNext({ status: 302, headers: { location: 'http://x/' } }),
  'a body that is no JSON': (fake, token) => fake.failNext({ status: 200, body: token }),
};

const ACCOUNTS_FAULTS: typeof FAULTS = {
  'an echo of the secret': (fake) =>
    fake.failNext({
      at: 'accounts',
      status: 400,
      body: { error: 'invalid_client', error_description: `no: ${SECRET}, Basic ${BASIC}` },
    }),
  'an echo of the secret as text': (fake) =>
    fake.failNext({ at: 'accounts', status: 500, body: `client_secret=${SECRET}`, times: 9 }),
  'an echo of the secret in a 429': (fake) =>
    fake.failNext({
      at: 'accounts',
      status: 429,
      body: { error: `no: ${SECRET}, Basic ${BASIC}` },
    }),
  'a reset': (fake) => fake.resetNext({ at: 'accounts', times: 9 }),
  'a hang': (fake) => fake.hangNext({ at: 'accounts', times: 9 }),
  'a token under another name': (fake) =>
    fake.failNext({ at: 'accounts', status: 200, body: { token: SECRET }, times: 9 }),
};

describe('no secret is printed', () => {
  let fake: TestFake;
  const lines: unknown[] = [];

  async function start() {
    fake = await startFake();
    return client(fake, {
      clientId: 'the-id',
      clientSecret: SECRET,
      timeout: 400,
      retry: { attempts: 2, minDelay: 1, maxDelay: 2 },
    });
  }

  beforeEach(() => {
    lines.length = 0;
    for (const level of ['warn', 'error', 'log', 'debug'] as const) {
      jest.spyOn(Logger.prototype, level).mockImplementation((...line) => lines.push(line));
    }
  });

  it.each(Object.entries(FAULTS))("by a call's error: %s", async (_, fault) => {
    const { http, auth } = await start();
    const { accessToken } = await auth.getAccessToken();
    fault(fake, accessToken);
    const error: unknown = await http.get('/tracks/1').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    const tokens = [accessToken, (await auth.getAccessToken()).accessToken];
    for (const text of [printed(error), printed(lines)]) {
      for (const secret of [SECRET, BASIC, ...tokens]) expect(text).not.toContain(secret);
    }
    expect(printed(error)).toContain('/tracks/1');
  });

  const REFUSED = Object.entries(FAULTS).filter(([name]) => name !== 'a body that is no JSON');
  it.each(REFUSED)("by axiosRef's error: %s", async (_, fault) => {
    const { http, auth } = await start();
    const { accessToken } = await auth.getAccessToken();
    fault(fake, '');
    const error: unknown = await http.axiosRef.get('/tracks/1').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    const tokens = [accessToken, (await auth.getAccessToken()).accessToken];
    for (const secret of [SECRET, BASIC, ...tokens]) expect(printed(error)).not.toContain(secret);
  });

  it.each(Object.entries(ACCOUNTS_FAULTS))("by the grant's error: %s", async (_, fault) => {
    const { http, auth } = await start();
    fault(fake, '');
    const error: unknown = await auth.requestToken().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    fault(fake, '');
    const second: unknown = await http.get('/tracks/1').catch((reason: unknown) => reason);
    for (const text of [printed(error), printed(second), printed(lines)]) {
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain(BASIC);
    }
  });

  it('by a long response that is truncated in the middle of it', async () => {
    const { http, auth } = await start();
    const { accessToken } = await auth.getAccessToken();
    const part = accessToken.slice(0, 8);
    const text = `${'x'.repeat(190)} ${accessToken}`;
    const html = `<!--${' '.repeat(9980 - 'xxx'.length)}-->xxx<i>${accessToken}</i>`;
    for (const body of [text, html, { error: { status: 403, message: text } }]) {
      fake.failNext({ status: 403, body });
      const error: unknown = await http.get('/tracks/1').catch((reason: unknown) => reason);
      expect(error).toMatchObject({ spotifyMessage: expect.stringContaining('xxx') as string });
      expect(printed(error)).not.toContain(part);
    }
    const long = `${'x'.repeat(190)} ${SECRET}`;
    const refusal = { error: long, error_description: long };
    fake.failNext({ at: 'accounts', status: 400, body: refusal });
    const error: unknown = await auth.requestToken().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ errorDescription: expect.stringContaining('xxx') as string });
    expect(printed(error)).not.toContain(SECRET.slice(0, 8));
  });

  it('by a page with a foreign token in it', async () => {
    const { http } = await start();
    fake.failNext({ status: 403, body: '<p>Authorization: Bearer <b>BQother</b></p>' });
    const error: unknown = await http.get('/tracks/1').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ spotifyMessage: 'Authorization: Bearer [redacted]' });
  });

  it("by the error of a request that an interceptor's own signal ends", async () => {
    const { http, auth } = await start();
    http.axiosRef.interceptors.request.use((request) =>
      Object.assign(request, { signal: AbortSignal.abort() }),
    );
    const { accessToken } = await auth.getAccessToken();
    const error: unknown = await http.get('/tracks/1').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(isAxiosError(error)).toBe(false);
    for (const secret of [SECRET, BASIC, accessToken]) expect(printed(error)).not.toContain(secret);
  });

  it('by the error of a proxy from the environment', async () => {
    process.env['http_proxy'] = `http://user:${SECRET}@127.0.0.1:99999`;
    try {
      const { auth } = await start();
      const error: unknown = await auth.requestToken().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(SpotifyError);
      expect(printed(error)).not.toContain(SECRET);
    } finally {
      delete process.env['http_proxy'];
    }
  });

  it('by an access token object', () => {
    const token = new SpotifyAccessToken({ accessToken: 'BQtokentoken' });
    expect(printed(token)).not.toContain('BQtokentoken');
    expect(printed({ nested: [token] })).not.toContain('BQtokentoken');
    expect(printed(token)).toContain('Bearer');
  });

  it("by the client's own services", async () => {
    const { http, auth } = await start();
    const { accessToken } = await auth.getAccessToken();
    await http.get('/markets').catch(() => {});
    for (const service of [http, auth]) {
      const text = inspect(service, { depth: 8 });
      for (const secret of [SECRET, BASIC, accessToken]) expect(text).not.toContain(secret);
    }
  });

  it('by the error of a credentials() function', async () => {
    const refusal = Object.assign(new Error('permission denied'), {
      config: { headers: { authorization: `Bearer ${SECRET}` } },
    });
    const credentials = () => Promise.reject(refusal);
    const { auth } = await client(new TestFake(), {
      clientId: undefined,
      clientSecret: undefined,
      credentials,
    });
    const error: unknown = await auth.getAccessToken().catch((reason: unknown) => reason);
    expect(printed(error)).toContain('permission denied');
    expect(printed(error)).not.toContain(SECRET);
  });

  it('by a mistake in the options', async () => {
    const mistakes = [
      { clientId: '' },
      { market: 'x' },
      { timeout: -1 },
      { apiUrl: `http://:${SECRET}@api.spotify.com/v1` },
    ];
    const wrong = mistakes.map((mistake) =>
      client(new TestFake(), { ...GIVEN, ...mistake }).catch((reason: unknown) => reason),
    );
    for (const error of await Promise.all(wrong)) {
      expect(printed(error)).toContain('SpotifyModule');
      expect(printed(error)).not.toMatch(new RegExp(`${SECRET}|BQtoken`));
    }
  });
});
