import { constants, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { jest } from '@jest/globals';
import { SpotifyNetworkError, SpotifyTimeoutError } from 'nestjs-spotify';
import { client } from '../support/client.js';
import { until } from '../support/until.js';
import { trustCertificate } from './certificate.js';
import { closeDuringCall, secureSpotify, sendJson, type Handler } from './secure-spotify.js';

beforeEach(() => trustCertificate());

const RETRY = { attempts: 3, minDelay: 1, maxDelay: 5 };

/** Responds after 2 ms, so that requests overlap. */
const slowly: Handler = (_, response) => void setTimeout(() => sendJson(response), 2);

const streamOf = (response: unknown) => (response as Http2ServerResponse).stream;
const sessionOf = (request: unknown) => (request as Http2ServerRequest).stream.session!;

function calls<T>(count: number, call: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => call(index)));
}

describe('with a server that speaks HTTP/2', () => {
  it('20 concurrent calls and their grant share one session', async () => {
    const spotify = await secureSpotify('h2');
    const { http } = await client(spotify, { http2: true });
    spotify.handler = slowly;
    await calls(20, (index) => http.get(`/tracks/${index}`));
    expect(spotify.counts).toMatchObject({ sockets: 1, grants: 1, requests: 20 });
    expect(spotify.counts.sessions).toHaveLength(1);
    expect(spotify.received[0]).toMatchObject({ authorization: 'Bearer token-1' });
  });

  it.each([1, 7])('no more than %i streams are open at once with that `concurrency`', async (n) => {
    const spotify = await secureSpotify('h2');
    const { http } = await client(spotify, { http2: true, concurrency: n });
    spotify.handler = slowly;
    await calls(40, (index) => http.get(`/tracks/${index}`));
    expect(spotify.counts).toMatchObject({ sockets: 1, requests: 40, most: n });
  });

  it('HTTP/1.1 is used without the option', async () => {
    const spotify = await secureSpotify('http/1.1');
    const { http } = await client(spotify);
    expect(await http.get('/markets')).toEqual({ ok: true });
    expect(spotify.counts.sessions).toEqual([]);
  });

  it('headers of the response arrive, even those named like methods', async () => {
    const spotify = await secureSpotify('h2');
    const { http } = await client(spotify, { http2: true });
    spotify.handler = (_, response) => {
      for (const name of ['normalize', 'get', 'constructor', 'x-own']) {
        response.setHeader(name, 'value');
      }
      sendJson(response);
    };
    const { headers } = await http.axiosRef.get('/markets');
    expect(headers['x-own']).toBe('value');
    expect(await http.get('/markets')).toEqual({ ok: true });
  });

  it('a session that the server ends with GOAWAY loses no request, without a retry', async () => {
    const spotify = await secureSpotify('h2');
    const { http } = await client(spotify, { http2: true });
    spotify.handler = (request, response) => {
      if (spotify.counts.requests % 10 === 4) sessionOf(request).close(); // sends GOAWAY
      slowly(request, response);
    };
    for (let round = 0; round < 5; round += 1) {
      await calls(10, (index) => http.get(`/tracks/${round}-${index}`));
    }
    expect(spotify.counts).toMatchObject({ requests: 50, sockets: 6 });
    await until(() => spotify.counts.openSockets === 1);
  });

  it('a session that the server destroys costs one retry', async () => {
    const spotify = await secureSpotify('h2');
    const { http } = await client(spotify, { http2: true, retry: RETRY });
    let broken = 0;
    spotify.handler = (request, response) => {
      if (spotify.counts.requests === 4) {
        broken += 1;
        sessionOf(request).destroy(undefined, constants.NGHTTP2_INTERNAL_ERROR);
      } else slowly(request, response);
    };
    expect(await calls(8, (index) => http.get(`/tracks/${index}`))).toHaveLength(8);
    expect(broken).toBe(1);
    expect(spotify.counts.sockets).toBe(2);
  });

  it.each([
    ['refuses unprocessed', constants.NGHTTP2_REFUSED_STREAM, 1],
    ['cancels', constants.NGHTTP2_CANCEL, 2],
    ['resets', constants.NGHTTP2_INTERNAL_ERROR, 2],
  ])('a stream that the server %s is sent again', async (_, code, attempts) => {
    const spotify = await secureSpotify('h2');
    const { http } = await client(spotify, { http2: true, retry: RETRY });
    spotify.handler = (_request, response) => {
      if (spotify.counts.requests === 1) streamOf(response).close(code);
      else sendJson(response, { error: { status: 404, message: 'gone' } }, 404);
    };
    await expect(http.get('/tracks/1')).rejects.toMatchObject({ status: 404, attempts });
    expect(spotify.counts.requests).toBe(2);
    expect(spotify.counts.sessions).toHaveLength(1);
  });

  it('a server that refuses every stream is a network error', async () => {
    const spotify = await secureSpotify('h2');
    const { http } = await client(spotify, { http2: true });
    spotify.handler = (_, response) => streamOf(response).close(constants.NGHTTP2_REFUSED_STREAM);
    await expect(http.get('/tracks/1')).rejects.toThrow(SpotifyNetworkError);
    expect(spotify.counts.requests).toBe(2);
  });

  it.each(['with Content-Length', 'without Content-Length'])(
    'a truncated body is retried, %s',
    async (kind) => {
      const spotify = await secureSpotify('h2');
      const { http } = await client(spotify, { http2: true, retry: RETRY });
      spotify.handler = (_, response) => {
        if (spotify.counts.requests > 1) return sendJson(response);
        if (kind === 'with Content-Length') response.setHeader('content-length', '100');
        (response as Http2ServerResponse).write('{"a":[1,2');
        return setTimeout(() => streamOf(response).close(constants.NGHTTP2_NO_ERROR), 2);
      };
      expect(await http.get('/tracks/1')).toEqual({ ok: true });
      expect(spotify.counts.requests).toBe(2);
    },
  );

  it('after a request has timed out, later requests use a new session', async () => {
    const spotify = await secureSpotify('h2');
    const { http } = await client(spotify, { http2: true, timeout: 300 });
    spotify.handler = (request, response) => {
      if (request.url !== '/v1/silent') sendJson(response);
    };
    await http.get('/tracks/1');
    await expect(http.get('/silent')).rejects.toThrow(SpotifyTimeoutError);
    await http.get('/tracks/2');
    expect(spotify.counts.sessions).toHaveLength(2);
  });

  it('an aborted call ends its own stream, and no other', async () => {
    const spotify = await secureSpotify('h2');
    const { http } = await client(spotify, { http2: true });
    const caller = new AbortController();
    const ended: unknown[] = [];
    let respond: (() => void) | undefined;
    spotify.handler = (request, response) => {
      response.on('close', () => ended.push(request.url));
      if (request.url === '/v1/left') caller.abort(new Error('enough'));
      else respond = () => sendJson(response);
    };
    const other = http.get('/other');
    await expect(http.get('/left', {}, { signal: caller.signal })).rejects.toThrow('enough');
    await until(() => ended.length === 1 && respond !== undefined);
    respond?.();
    expect(await other).toEqual({ ok: true });
    await until(() => ended.length === 2);
    expect(ended).toEqual(['/v1/left', '/v1/other']);
    expect(spotify.counts.sessions).toHaveLength(1);
  });

  it('closing the app waits for open streams, and ends the session', async () => {
    const spotify = await secureSpotify('h2');
    const connected = await client(spotify, { http2: true });
    expect(await closeDuringCall(spotify, connected)).toEqual({ ok: true });
    await until(() => spotify.counts.openSockets === 0);
  });
});

describe('with a server that speaks only HTTP/1.1', () => {
  it('20 concurrent calls use `concurrency` sockets, one request at a time on each', async () => {
    const spotify = await secureSpotify('http/1.1');
    const { http } = await client(spotify, { http2: true, concurrency: 5 });
    const pipelined = jest.fn();
    const busy = new Set<unknown>();
    spotify.handler = ({ socket }, response) => {
      if (busy.has(socket)) pipelined();
      busy.add(socket);
      response.on('close', () => busy.delete(socket));
      setTimeout(() => sendJson(response), 2);
    };
    await calls(40, (index) => http.get(`/tracks/${index}`));
    expect(pipelined).not.toHaveBeenCalled();
    expect(spotify.counts).toMatchObject({ requests: 40, most: 5, sockets: 5 });
  });
});

it('a server that cannot be reached rejects each waiting call, and is tried again', async () => {
  const spotify = await secureSpotify('h2');
  const { http } = await client(spotify, {
    http2: true,
    apiUrl: 'https://localhost:1/v1',
  });
  const failures = await calls(5, (index) =>
    http.get(`/tracks/${index}`).catch((error: unknown) => error),
  );
  for (const failure of failures) {
    expect(failure).toBeInstanceOf(SpotifyNetworkError);
    expect(failure).toMatchObject({ code: 'ECONNREFUSED' });
  }
  await expect(http.get('/tracks/6')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
