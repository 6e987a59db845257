import { inspect } from 'node:util';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import {
  SpotifyApiError,
  SpotifyAuthError,
  SpotifyBadRequestError,
  SpotifyForbiddenError,
  SpotifyNotFoundError,
  SpotifyRateLimitError,
  SpotifyResponseError,
  SpotifyServerError,
  SpotifyUnauthorizedError,
} from 'nestjs-spotify';
import { client } from '../support/client.js';
import { ScriptedServer, sendJson, type Responder } from '../support/scripted-server.js';

const ID = '4aawyAB9vmqN3uQ7FjRGTy';
/** The first token that `ScriptedServer` grants. */
const TOKEN = 'token-1';

async function failure(call: Promise<unknown>): Promise<Error & Partial<SpotifyApiError>> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Error) return error;
  throw new Error('The call did not fail.');
}

describe('an error body that came with status 200', () => {
  it.each([
    [400, 'invalid id', SpotifyBadRequestError],
    [401, 'Invalid access token', SpotifyUnauthorizedError],
    [403, 'Forbidden', SpotifyForbiddenError],
    [404, 'Resource not found', SpotifyNotFoundError],
    [429, 'Too many requests', SpotifyRateLimitError],
    [418, "I'm a teapot", SpotifyApiError],
    [503, 'Service unavailable', SpotifyServerError],
  ])('rejects with the error of its own status %i', async (status, message, type) => {
    const server = await ScriptedServer.start((_, response) =>
      sendJson(response, { error: { status, message, reason: 'BECAUSE' } }, 200, { 'x-id': '7' }),
    );
    const { catalog } = await client(server, { rateLimit: { maxWait: 0 } });
    const error = await failure(catalog.albums.get(ID));
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({ status, spotifyMessage: message, spotifyReason: 'BECAUSE' });
    expect(error.headers).toMatchObject({ 'x-id': '7' });
    expect(error.message).not.toContain('new token');
    expect(server.apiRequests()).toHaveLength(1);
  });

  it('gives null in getMany, and is retried and replaced by a stale response as any other', async () => {
    let status = 404;
    const server = await ScriptedServer.start((_, response) =>
      sendJson(response, status ? { error: { status, message: 'no' } } : { id: ID }),
    );
    const { catalog } = await client(server, {
      quotaMode: 'development',
      retry: { attempts: 2, minDelay: 1 },
    });
    expect(await catalog.albums.getMany([ID])).toEqual([null]);
    status = 503;
    expect(await failure(catalog.albums.get(ID))).toMatchObject({ status: 503, attempts: 2 });
    status = 0;
    expect(await catalog.albums.get(ID)).toEqual({ id: ID });
  });

  it.each([
    { error: null },
    { error: 'none' },
    { error: { status: 200, message: 'fine' } },
    { error: { message: 'no status' } },
    { errors: { status: 404, message: 'another name' } },
  ])('does not reject where the body only resembles one: %j', async (body) => {
    const server = await ScriptedServer.start((_, response) => sendJson(response, body));
    const { http } = await client(server);
    expect(await http.get('/x')).toEqual(body);
  });
});

describe('an error’s headers and reason', () => {
  it('are the response’s, without secrets', async () => {
    const server = await ScriptedServer.start((_, response) =>
      sendJson(
        response,
        { error: { status: 429, message: 'Too many requests', reason: 'QUOTA_EXCEEDED' } },
        429,
        {
          'Retry-After': '48925',
          'Set-Cookie': 'sp=1',
          'Set-Cookie2': 'sp=2',
          Authorization: 'Basic c2VjcmV0',
          'Proxy-Authorization': 'Basic c2VjcmV0',
          'X-Echo': `${TOKEN} and access_token=other`,
          'X-Long': 'x'.repeat(1000),
          [`X-${TOKEN}`]: 'in a name',
        },
      ),
    );
    const { http } = await client(server, { rateLimit: { maxWait: 0 } });
    const { headers = {}, spotifyReason } = await failure(http.get('/x'));
    expect(spotifyReason).toBe('QUOTA_EXCEEDED');
    expect(headers).toMatchObject({
      'retry-after': '48925',
      'content-type': 'application/json',
      'x-echo': '[redacted] and access_token=[redacted]',
    });
    expect(Object.keys(headers).join()).not.toMatch(/cookie|authorization|token-1/);
    expect(headers['x-long']!.length).toBeLessThan(300);
  });

  it('are empty where there was no response, and can be given to the constructor', async () => {
    const { http } = await client(await ScriptedServer.start());
    const refused = await failure(http.get('no path'));
    expect(refused).toMatchObject({ headers: {}, spotifyReason: undefined });
    const request = { method: 'GET', url: '', attempts: 1 };
    const init = { request, status: 403, spotifyReason: 'WHY', headers: { age: '1' } };
    expect(new SpotifyForbiddenError(init)).toMatchObject({
      spotifyReason: 'WHY',
      headers: { age: '1' },
    });
  });
});

/** ESC, BEL, NUL, a CSI of one character, a carriage return, and marks that turn the text's direction. */
const CONTROLS = '\u001b[31m\u0007\u0000\u009b2J\r\u200f\u202a\u202e\u2066\u2069';
const OBEYED = /(?![\n\t])[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
/** What an attacker would like to see in our log; the second token is found only once the character is out. */
const HOSTILE = `begin ${TOKEN} ${CONTROLS} tok\u202een-1 \u0000Bearer BQother end`;

function text(type: string, body: string, status: number): Responder {
  return (_, response) => response.writeHead(status, { 'content-type': type }).end(body);
}

const RESPONSES: Readonly<Record<string, Responder>> = {
  'the message of Spotify’s JSON': (_, response) =>
    sendJson(response, { error: { status: 403, message: HOSTILE } }, 403),
  'the message of an error sent with 200': (_, response) =>
    sendJson(response, { error: { status: 404, message: HOSTILE } }),
  'the reason': (_, response) =>
    sendJson(response, { error: { status: 403, message: 'no', reason: HOSTILE } }, 403),
  'an error of OAuth’s form': (_, response) => sendJson(response, { error: HOSTILE }, 400),
  'plain text': text('text/plain; charset=utf-8', HOSTILE, 502),
  HTML: text('text/html; charset=utf-8', `<p>begin tok<b>en-1</b>${CONTROLS}</p>`, 403),
  'the Content-Type of a success': text(`x/begin-${TOKEN}-\u009b2J`, 'no json', 200),
  'the Content-Type of an error': text(`x/begin-${TOKEN}-\u009b2J`, 'no json', 500),
  'a header': (_, response) =>
    sendJson(response, {}, 404, { 'x-begin': `begin ${TOKEN} \u009b2J`, etag: `"${TOKEN}"` }),
  'a body that is no JSON': text('application/json', `{"begin":"${HOSTILE}`, 200),
};

function printed(value: unknown): string {
  return [
    inspect(value, { depth: 9, showHidden: true, breakLength: Infinity }),
    ...textsIn(value, new Set()),
  ].join('\n');
}

/** Every string in a value, as it is: `inspect` escapes what it shows. */
function textsIn(value: unknown, seen: Set<unknown>): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  const found: string[] = [];
  for (const key of Reflect.ownKeys(value)) {
    found.push(String(key), ...textsIn((value as Record<PropertyKey, unknown>)[key], seen));
  }
  return found;
}

describe('text from a server, wherever it is,', () => {
  const logged: unknown[] = [];

  beforeEach(() => {
    logged.length = 0;
    for (const level of ['warn', 'error', 'log', 'debug'] as const) {
      jest.spyOn(Logger.prototype, level).mockImplementation((...line) => logged.push(line));
    }
  });

  it.each(Object.entries(RESPONSES))(
    'reaches errors and logs without tokens and control characters: %s',
    async (_, respond) => {
      const { http } = await client(await ScriptedServer.start(respond), {
        retry: { attempts: 2, minDelay: 1 },
      });
      const error = await failure(http.get('/x'));
      const texts = [...textsIn(error, new Set()), ...textsIn(logged, new Set())].join('\n');
      expect(texts).toMatch(/begin|no JSON|JSON is expected|could not be read/);
      expect(texts).not.toMatch(OBEYED);
      expect(printed(error) + printed(logged)).not.toMatch(/token-1|BQother/);
    },
  );

  it('is cleaned when it comes from the accounts service', async () => {
    const server = await ScriptedServer.start();
    const { auth } = await client(server, { clientSecret: 'S3cr3tS3cr3t' });
    const hostile = `begin S3cr3t${CONTROLS}S3cr3t and S3cr3tS3cr3t`;
    const responders: Responder[] = [
      (_, response) => sendJson(response, { error: hostile, error_description: hostile }, 400),
      text('text/plain; charset=utf-8', hostile, 403),
      text('x/begin-S3cr3tS3cr3t-\u009b2J', 'no json', 200),
    ];
    for (const respond of responders) {
      server.respondToGrant = respond;
      const error = await failure(auth.requestToken());
      expect([SpotifyAuthError, SpotifyResponseError]).toContain(error.constructor);
      const texts = textsIn(error, new Set()).join('\n');
      expect(texts).toContain('begin');
      expect(texts).not.toMatch(OBEYED);
      expect(texts).not.toContain('S3cr3tS3cr3t');
    }
  });

  it('is cleaned when it comes from the app’s own clients', async () => {
    const { catalog } = await client(await ScriptedServer.start());
    const calls = [
      () => catalog.albums.get(`x${CONTROLS}`),
      () => catalog.albums.get(ID, { market: `SE${CONTROLS}` }),
      () => catalog.search.query('x', [`album${CONTROLS}` as never]),
    ];
    for (const call of calls) {
      const error = await failure(call());
      expect(error).toBeInstanceOf(SpotifyBadRequestError);
      expect(textsIn(error, new Set()).join('\n')).not.toMatch(OBEYED);
    }
  });
});
