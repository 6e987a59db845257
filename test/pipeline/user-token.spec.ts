import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { AxiosError, AxiosHeaders } from 'axios';
import {
  MemoryStore,
  SpotifyBadRequestError,
  type SpotifyCatalogService,
  SpotifyForbiddenError,
  SpotifyNotFoundError,
  SpotifyRateLimitError,
  SpotifyUnauthorizedError,
  SpotifyUnavailableError,
} from 'nestjs-spotify';
import { CALLS } from '../contract/calls.js';
import { type ClientOptions, client } from '../support/client.js';
import { setClocksAhead } from '../support/clock.js';
import { TestFake } from '../support/fake.js';
import {
  json,
  type ReceivedRequest,
  ScriptedServer,
  sendJson,
} from '../support/scripted-server.js';

const ALICE = 'alice-has-this-token';
const BOB = 'bob-has-this-token';
const alice = { accessToken: ALICE };
const bob = { accessToken: BOB };
const ID = '4aawyAB9vmqN3uQ7FjRGTy';
const ids = Array.from({ length: 10 }, (_, n) => `${n}${ID.slice(1)}`);

/** Whose request it is, without the token in it: `app`, or a hash of the user's. */
function owner(token = ''): string {
  return /^token-\d+$/.test(token) ? 'app' : createHash('sha1').update(token).digest('hex');
}

function ownerOf({ headers: { authorization } }: Pick<ReceivedRequest, 'headers'>): string {
  return owner(authorization?.replace('Bearer ', ''));
}

/** Responds to whatever is requested with objects that say whose they are. */
const respondToOwner = json((request) => {
  const { pathname, searchParams } = request.target;
  const mine = { owner: ownerOf(request), type: 'track' };
  const batch = searchParams.get('ids')?.split(',');
  return batch
    ? { tracks: batch.map((id) => ({ ...mine, id })) }
    : { ...mine, id: pathname.split('/').at(-1) };
});

async function start(options: ClientOptions = {}) {
  const server = await ScriptedServer.start(respondToOwner);
  const spotify = await client(server, { quotaMode: 'extended', cache: {}, ...options });
  const owners = () => server.apiRequests().map(ownerOf);
  return { ...spotify, server, owners };
}

/** The same services, every method of which is called with these options too. */
function withOptions(catalog: SpotifyCatalogService, options: object): SpotifyCatalogService {
  const callWith = (method: (...args: unknown[]) => unknown, self: object) =>
    function call(...args: unknown[]) {
      const last = args.at(-1);
      const given = typeof last === 'object' && !Array.isArray(last) ? (args.pop() as object) : {};
      return method.call(self, ...args, { ...given, ...options });
    };
  const services = Object.entries(catalog).map(([name, service]: [string, object]) => [
    name,
    new Proxy(service, {
      get: (self, method) =>
        callWith((self as Record<string | symbol, () => unknown>)[method]!, self),
    }),
  ]);
  return Object.fromEntries(services) as SpotifyCatalogService;
}

describe('a call with a user’s token', () => {
  it('is made in that user’s name, by whatever method, and without any token of the app', async () => {
    const fake = new TestFake({ quotaMode: 'extended' });
    const { catalog, http } = await client(fake, { quotaMode: 'extended' });
    const accessToken = fake.userToken('someone');
    const own = withOptions(catalog, { accessToken });
    for (const [method, call] of Object.entries(CALLS)) {
      fake.requests.length = 0;
      await call(own);
      const sent = fake.requests.map(({ headers }) => headers['authorization']);
      expect([method, ...new Set(sent)]).toEqual([method, `Bearer ${accessToken}`]);
    }
    fake.requests.length = 0;
    await http.get(`/albums/${fake.catalog.albumId(1)}`, undefined, { accessToken });
    expect(fake.requests.map(({ service }) => service)).toEqual(['api']);
  });

  it('keeps it on every page, in every batch and in every request that follows another', async () => {
    const fake = new TestFake({ quotaMode: 'extended' });
    const { catalog } = await client(fake, { quotaMode: 'extended' });
    const options = { accessToken: fake.userToken('someone'), market: 'GB' };
    const album = await catalog.albums.get(fake.catalog.albumId(2), options);
    await catalog.albums.tracks(album, options).toArray();
    await catalog.artists.albums(fake.catalog.artistId(1), { ...options, limit: 2 }).toArray();
    await catalog.artists.albums(fake.catalog.artistId(1), options).first();
    await catalog.tracks.getMany(
      Array.from({ length: 60 }, (_, n) => fake.catalog.trackId(n)),
      options,
    );
    // A link to a show that is an audiobook's is looked up twice.
    await catalog.resolve(`spotify:show:${fake.catalog.audiobookId(1)}`, options);
    const tokens = new Set(fake.requests.map(({ headers }) => headers['authorization']));
    expect([...tokens]).toEqual([`Bearer ${options.accessToken}`]);
    expect(fake.requests.length).toBeGreaterThan(6);
  });

  it('keeps it through retries and after a 429', async () => {
    jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
    const { http, server, owners } = await start({ retry: { attempts: 3, minDelay: 1 } });
    let faults = 0;
    server.respond = (request, response) => {
      faults += 1;
      if (faults === 1) sendJson(response, {}, 500);
      else if (faults === 2) request.socket.destroy();
      else if (faults === 3) sendJson(response, {}, 429, { 'retry-after': '0' });
      else respondToOwner(request, response);
    };
    expect(await http.get('/me', {}, alice)).toMatchObject({ owner: owner(ALICE) });
    expect(owners()).toEqual(Array(4).fill(owner(ALICE)));
  });

  it('shares the rate limit of the app: its 429 pauses the others too', async () => {
    jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
    const { http, server } = await start({ rateLimit: { maxWait: 0 } });
    server.respond = (_, response) => sendJson(response, {}, 429, { 'retry-after': '30' });
    await expect(http.get('/me', {}, alice)).rejects.toThrow(SpotifyRateLimitError);
    for (const options of [alice, bob, {}]) {
      await expect(http.get('/markets', {}, options)).rejects.toThrow(SpotifyRateLimitError);
    }
    expect(server.apiRequests()).toHaveLength(1);
  });
});

describe('what one user gets', () => {
  const FRESH = { 'cache-control': 'private, max-age=3600', etag: '"the-same"' };

  it('is cached for that user only', async () => {
    const { http, server, owners } = await start();
    server.respond = (request, response) =>
      sendJson(response, { owner: ownerOf(request) }, 200, FRESH);
    for (const options of [alice, bob, {}, alice, bob, {}]) {
      const { accessToken = 'token-1' }: { accessToken?: string } = options;
      expect(await http.get('/me', {}, options)).toEqual({ owner: owner(accessToken) });
    }
    expect(owners()).toEqual([owner(ALICE), owner(BOB), 'app']);
  });

  it('is kept apart in each language', async () => {
    const { http, server } = await start();
    server.respond = (request, response) => {
      const { 'accept-language': language = null } = request.headers;
      sendJson(response, { owner: ownerOf(request), language }, 200, FRESH);
    };
    const calls = [alice, bob].flatMap(({ accessToken }) =>
      [undefined, 'sv', 'de'].map((language) => ({ accessToken, language })),
    );
    for (const options of [...calls, ...calls]) {
      expect(await http.get('/me', {}, options)).toEqual({
        owner: owner(options.accessToken),
        language: options.language ?? null,
      });
    }
    expect(server.apiRequests()).toHaveLength(calls.length);
  });

  it('is no more than HTTP says by default: no minTtl, unless the option says so', async () => {
    const path = `/tracks/${ID}`;
    const byDefault = await start();
    for (const options of [{}, {}, alice, alice]) await byDefault.http.get(path, {}, options);
    expect(byDefault.owners()).toEqual(['app', owner(ALICE), owner(ALICE)]);
    for (const minTtl of [60_000, { tracks: 60_000 }]) {
      const bySay = await start({ cache: { minTtl } });
      for (const options of [{}, {}, alice, alice, bob]) await bySay.http.get(path, {}, options);
      expect(bySay.owners()).toEqual(['app', owner(ALICE), owner(BOB)]);
    }
  });

  it('is not served stale to another while Spotify fails, but to that user', async () => {
    const { http, server } = await start();
    server.respond = (request, response) =>
      sendJson(response, { owner: ownerOf(request) }, 200, FRESH);
    await http.get('/me', {}, alice);
    setClocksAhead(7200);
    server.respond = (_, response) => sendJson(response, {}, 500);
    expect(await http.get('/me', {}, alice)).toEqual({ owner: owner(ALICE) });
    expect(await http.get('/me', {}, { ...alice, cache: 'force-cache' })).toBeDefined();
    for (const options of [bob, {}]) {
      for (const cache of ['default', 'force-cache'] as const) {
        await expect(http.get('/me', {}, { ...options, cache })).rejects.toMatchObject({
          status: 500,
        });
      }
    }
  });

  it('is not what another waits for who requests the same; with the same token it is', async () => {
    const { http, owners } = await start();
    const calls = [alice, bob, {}, alice, bob, {}];
    const got = await Promise.all(calls.map((options) => http.get('/me', {}, options)));
    expect(got.map((response) => (response as { owner: string }).owner)).toEqual(
      [ALICE, BOB, 'token-1', ALICE, BOB, 'token-1'].map(owner),
    );
    expect(owners().toSorted()).toEqual([ALICE, BOB, 'token-1'].map(owner).toSorted());
  });

  it('comes in a batch of that user’s own', async () => {
    const { catalog, server, owners } = await start();
    const calls = ids.map((id, n) => ({ id, options: [alice, bob, {}][n % 3]! }));
    const got = await Promise.all(calls.map(({ id, options }) => catalog.tracks.get(id, options)));
    expect(got).toMatchObject(
      ids.map((id, n) => ({ id, owner: [ALICE, BOB, 'token-1'].map(owner)[n % 3] })),
    );
    expect(owners().toSorted()).toEqual([ALICE, BOB, 'token-1'].map(owner).toSorted());
    expect(server.apiUrls().every(({ searchParams }) => searchParams.has('ids'))).toBe(true);
  });

  it('never reaches the shared store, nor comes from it', async () => {
    const responses = new MemoryStore();
    const get = jest.spyOn(responses, 'get');
    const set = jest.spyOn(responses, 'set');
    const { http } = await start({ shared: { responses } });
    const other = await start({ shared: { responses } });
    await http.get(`/tracks/${ID}`);
    await setImmediate();
    expect([get.mock.calls.length, set.mock.calls.length]).toEqual([1, 1]);
    for (const { http: each } of [{ http }, other]) {
      const got = await each.get(`/tracks/${ID}`, {}, alice);
      expect(got).toMatchObject({ owner: owner(ALICE) });
    }
    await setImmediate();
    expect([get.mock.calls.length, set.mock.calls.length]).toEqual([1, 1]);
  });

  it('decides nothing for others where quotaMode auto learns from refusals', async () => {
    const { catalog, server } = await start({ quotaMode: 'auto' });
    server.respond = (request, response) => {
      const body = { error: { status: 403, message: 'Forbidden' } };
      if (ownerOf(request) !== 'app') sendJson(response, body, 403);
      else sendJson(response, { categories: { items: [], total: 0, offset: 0, limit: 50 } });
    };
    const get = (options: object) => catalog.browse.category('jazz', options);
    await expect(get(alice)).rejects.toThrow(SpotifyForbiddenError);
    await expect(get({})).resolves.toBeDefined();
    server.respond = (_, response) => {
      sendJson(response, { error: { status: 403, message: 'Forbidden' } }, 403);
    };
    await expect(get({ cache: 'reload' })).rejects.toThrow(SpotifyUnavailableError);
  });
});

describe('a user’s token that is refused', () => {
  const expired = { error: { status: 401, message: 'The access token expired' } };

  it('is a SpotifyUnauthorizedError that says whose it is, and is not replayed', async () => {
    const { http, server, owners } = await start({ retry: {} });
    server.respond = (_, response) => sendJson(response, expired, 401);
    const error: unknown = await http.get('/me', {}, alice).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SpotifyUnauthorizedError);
    expect(error).toMatchObject({
      status: 401,
      attempts: 1,
      hint: expect.stringContaining("user's access token"),
    });
    expect((error as Error).message).toMatch(/The access token expired\. .*Get a new one/);
    expect((error as Error).message).not.toContain('A new token');
    expect(owners()).toEqual([owner(ALICE)]);
    expect(server.tokenRequests()).toEqual([]);
  });

  it('is one as an error body with status 200 too', async () => {
    const { http, server } = await start();
    server.respond = (_, response) => sendJson(response, expired);
    await expect(http.get('/me', {}, alice)).rejects.toThrow(/Get a new one/);
  });

  it('leaves the app’s own token, and other users, as they were', async () => {
    const { http, server } = await start();
    await http.get('/markets');
    server.respond = (request, response) => {
      if (ownerOf(request) === owner(ALICE)) sendJson(response, expired, 401);
      else respondToOwner(request, response);
    };
    const got = await Promise.allSettled([
      http.get('/me', {}, alice),
      http.get('/me', {}, bob),
      http.get('/me'),
    ]);
    expect(got).toMatchObject([
      { status: 'rejected' },
      { value: { owner: owner(BOB) } },
      { value: { owner: 'app' } },
    ]);
    expect(server.tokenRequests()).toHaveLength(1);
  });
});

describe('an accessToken that none can be', () => {
  const bad: readonly [string, unknown, RegExp][] = [
    ['an empty one', '', /accessToken is empty/],
    ['null', null, /accessToken is of type null/],
    ['a number', 5, /accessToken is of type number/],
    ['a token in an object', { accessToken: ALICE }, /accessToken is of type object/],
    ['one with its scheme', `Bearer ${ALICE}`, /without "Bearer"/],
    ['one with a blank at its end', `${ALICE} `, /characters that no access token has/],
    ['one with a line break', `${ALICE}\r\nX-Other: 1`, /characters that no access token has/],
    ['one with a letter beyond ASCII', `${ALICE}é`, /characters that no access token has/],
  ];

  it.each(bad)('is refused before any request: %s', async (_, accessToken, problem) => {
    const { http, catalog, server } = await start();
    const options = { accessToken: accessToken as string };
    const calls = [
      http.get('/me', {}, options),
      catalog.tracks.get(ID, options),
      catalog.tracks.find(ID, options),
      catalog.tracks.getMany(ids, options),
      catalog.albums.tracks(ID, options).toArray(),
      catalog.search.tracks('x', options).first(),
      catalog.resolve(`spotify:track:${ID}`, options),
    ];
    for (const outcome of await Promise.allSettled(calls)) {
      const error = (outcome as PromiseRejectedResult).reason as unknown;
      expect(error).toBeInstanceOf(SpotifyBadRequestError);
      expect(error).toMatchObject({ attempts: 0, message: expect.stringMatching(problem) });
      expect(inspect(error)).not.toContain(ALICE);
    }
    expect(server.requests).toEqual([]);
  });
});

describe('a 403 and a 404 for a user', () => {
  const fake = new TestFake();
  const playlist = fake.catalog.playlistId(1);

  it('say nothing of app tokens: the owner of a playlist gets its content in development mode', async () => {
    const { catalog } = await client(fake);
    const { id } = (await catalog.playlists.get(playlist)).owner;
    const accessToken = fake.userToken(id);
    const items = await catalog.playlists.items(playlist, { accessToken }).toArray();
    expect(items.length).toBeGreaterThan(0);
    expect((await catalog.playlists.get(playlist, { accessToken })).items).toBeDefined();

    await expect(catalog.playlists.items(playlist)).rejects.toThrow('never with an app token');
    const other = catalog.playlists.items(playlist, { accessToken: fake.userToken('another') });
    await expect(other).rejects.toThrow(SpotifyForbiddenError);
    await expect(other).rejects.toThrow("The user may not see this, or the user's access token");
    await expect(other).rejects.not.toThrow('app token');
  });

  it('say nothing of a market, which a user has', async () => {
    const { catalog, server } = await start();
    server.respond = (_, response) => sendJson(response, {}, 404);
    for (const [options, says] of [
      [{}, true],
      [alice, false],
    ] as const) {
      const error: unknown = await catalog.shows.get(ID, options).catch((reason) => reason);
      expect(error).toBeInstanceOf(SpotifyNotFoundError);
      expect((error as Error).message.includes('No market')).toBe(says);
    }
  });
});

describe('a user’s token', () => {
  it('goes to the origin of apiUrl only, wherever an interceptor sends the request', async () => {
    const { http, owners } = await start();
    const elsewhere = await ScriptedServer.start();
    http.axiosRef.interceptors.request.use((config) =>
      Object.assign(config, { baseURL: elsewhere.url }),
    );
    await http.get('/me', {}, alice);
    expect(elsewhere.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    expect(owners()).toEqual([]);
  });

  it('follows no redirect', async () => {
    const { http, server } = await start();
    const elsewhere = await ScriptedServer.start();
    server.respond = (_, response) => {
      response.writeHead(302, { location: `${elsewhere.url}/caught` }).end();
    };
    await expect(http.get('/me', {}, alice)).rejects.toThrow('302');
    expect(elsewhere.requests).toEqual([]);
  });

  it('goes before what an interceptor sets for all requests', async () => {
    const { http, owners } = await start();
    http.axiosRef.interceptors.request.use((config) => {
      config.headers.set('Authorization', `Bearer ${BOB}`);
      return config;
    });
    expect(await http.get('/me', {}, alice)).toMatchObject({ owner: owner(ALICE) });
    expect(owners()).toEqual([owner(ALICE)]);
  });

  it.each([
    ['the option http sets headers', { http: { headers: { 'x-app': 'site' } } }],
    ['the adapter is axios’ own', { http: { adapter: 'http' } }],
    ['requests go over HTTP/1 of undici', {}],
  ] as const)('is sent, and hidden in axios’ errors, where %s', async (_, options) => {
    const { http, server, owners } = await start(options);
    const errors: unknown[] = [];
    http.axiosRef.interceptors.response.use(undefined, (error: unknown) => {
      errors.push(error);
      throw error;
    });
    const responders = [401, 403, 500].map((status) => (request: ReceivedRequest) => {
      const echo = { error: { status, message: `no: ${request.headers.authorization}` } };
      return [echo, status] as const;
    });
    const thrown: unknown[] = [];
    for (const responder of responders) {
      server.respond = (request, response) => sendJson(response, ...responder(request));
      thrown.push(await http.get('/me', {}, alice).catch((error: unknown) => error));
    }
    server.respond = ({ socket }) => socket.destroy();
    thrown.push(await http.get('/me', {}, alice).catch((error: unknown) => error));
    expect(owners()).toEqual(Array(4).fill(owner(ALICE)));
    expect(errors.map((error) => error instanceof AxiosError)).toEqual(Array(4).fill(true));
    for (const error of errors) delete (error as AxiosError).response?.data; // the server's own words
    for (const error of [...errors, ...thrown]) {
      expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(ALICE);
      const { message, stack } = error as Error;
      expect(JSON.stringify([message, stack, error])).not.toContain(ALICE);
    }
  });

  it('stays where an interceptor writes a config of its own, and is not replaced by the app’s', async () => {
    const { http, owners } = await start();
    const { request } = http.axiosRef.interceptors;
    const rewriting = request.use(({ url, baseURL, headers, adapter, validateStatus }) => ({
      url,
      baseURL,
      headers,
      adapter,
      validateStatus,
    }));
    expect(await http.get('/me', {}, alice)).toMatchObject({ owner: owner(ALICE) });
    expect(await http.get('/me', {}, bob)).toMatchObject({ owner: owner(BOB) });
    request.eject(rewriting);
    const headers = new AxiosHeaders();
    request.use(({ url, baseURL, adapter, validateStatus }) => ({
      url,
      baseURL,
      headers,
      adapter,
      validateStatus,
    }));
    await expect(http.get('/me', {}, { ...alice, cache: 'reload' })).rejects.toThrow(
      "lost the call's accessToken",
    );
    expect(owners().slice(0, 2)).toEqual([owner(ALICE), owner(BOB)]);
  });

  it('is in nothing that is logged', async () => {
    const lines: unknown[] = [];
    for (const level of ['log', 'warn', 'error', 'debug'] as const) {
      jest.spyOn(Logger.prototype, level).mockImplementation((...line) => void lines.push(line));
    }
    const { http, server } = await start({ retry: { attempts: 2, minDelay: 1 } });
    server.respond = (request, response) => {
      const message = `down for ${request.headers.authorization}`;
      sendJson(response, { error: { status: 503, message } }, 503);
    };
    await expect(http.get('/me', {}, alice)).rejects.toMatchObject({ status: 503 });
    expect(inspect(lines)).toContain('Retrying');
    expect(inspect(lines, { depth: 20 })).not.toContain(ALICE);
  });
});
