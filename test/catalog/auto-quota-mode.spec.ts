import { type SpotifyCatalogService, SpotifyUnavailableError } from 'nestjs-spotify';
import { FakeCatalog } from 'nestjs-spotify/testing';
import { client } from '../support/client.js';
import { setClocksAhead } from '../support/clock.js';
import { startFake } from '../support/fake.js';
import {
  ScriptedServer,
  sendJson,
  type ReceivedRequest,
  type Responder,
} from '../support/scripted-server.js';

const ids = new FakeCatalog();
const tracks = (count: number) => Array.from({ length: count }, (_, n) => ids.trackId(n));
const PREMIUM = 'Active premium subscription required for the owner of the app.';

const forbidden: Responder = (_, response) =>
  sendJson(response, { error: { status: 403, message: 'Forbidden' } }, 403);

const missing: Responder = (_, response) =>
  sendJson(response, { error: { status: 404, message: 'Service not found' } }, 404);

const page = (request: ReceivedRequest, items: readonly unknown[]) => {
  const { searchParams } = request.target;
  const [limit, offset] = ['limit', 'offset'].map((name) => Number(searchParams.get(name) ?? 0));
  return { items, limit, offset, total: items.length, next: null, previous: null, href: '' };
};

async function startDevelopment() {
  const fake = await startFake({ quotaMode: 'development' });
  const { catalog } = await client(fake, { quotaMode: 'auto' });
  const paths = () => fake.apiRequests().map(({ path }) => path.replace('/v1', ''));
  return { fake, catalog, paths };
}

describe("quotaMode: 'auto' over an app in development mode", () => {
  it('requests ids one by one once a batch was refused, for an hour', async () => {
    const { catalog, paths } = await startDevelopment();
    for (let call = 0; call < 2; call += 1) {
      const found = await catalog.tracks.getMany(tracks(3));
      expect(found.map((track) => track?.id)).toEqual(tracks(3));
    }
    const batches = () => paths().filter((path) => path === '/tracks');
    expect(batches()).toHaveLength(1);
    expect(paths()).toHaveLength(1 + 3 + 3);
    await Promise.all(tracks(3).map((id) => catalog.tracks.get(id)));
    expect(batches()).toHaveLength(1);
    setClocksAhead(3601);
    await catalog.tracks.getMany(tracks(3));
    expect(batches()).toHaveLength(2);
  });

  it('sends joined gets one by one once a batch was refused', async () => {
    const { catalog, paths } = await startDevelopment();
    for (let turn = 0; turn < 2; turn += 1) {
      const found = await Promise.all(tracks(3).map((id) => catalog.tracks.get(id)));
      expect(found.map(({ id }) => id)).toEqual(tracks(3));
    }
    expect(paths().filter((path) => path === '/tracks')).toHaveLength(1);
  });

  it('requests the smaller page once the larger one was refused', async () => {
    const { catalog, fake } = await startDevelopment();
    const limits = () => fake.apiRequests().map(({ query }) => query.get('limit'));
    const first = await catalog.search.albums('love');
    expect(first.items).toHaveLength(10);
    expect(limits()).toEqual(['50', '10']);
    await catalog.search.albums('light', { limit: 20 });
    const results = await catalog.search.query('light', ['artist']);
    expect(results.artists.items).toHaveLength(10);
    expect(limits()).toEqual(['50', '10', '10', '10']);
    await catalog.search.tracks('light', { limit: 3 });
    expect(limits().at(-1)).toBe('3');
    await catalog.artists.albums(ids.artistId(8));
    expect(limits().slice(5)).toEqual(['50', '10']);
  });

  it('walks a whole list whose pages turn out to be smaller', async () => {
    const { catalog } = await startDevelopment();
    const pager = catalog.search.tracks('love');
    const found = await pager.toArray({ max: 45 });
    expect(new Set(found.map(({ id }) => id)).size).toBe(45);
  });

  it('accepts a limit that only extended mode takes, and rejects a larger one', async () => {
    const { catalog, fake } = await startDevelopment();
    expect((await catalog.search.albums('love', { limit: 50 })).items).toHaveLength(10);
    const sent = fake.requests.length;
    await expect(catalog.search.albums('love', { limit: 51 })).rejects.toThrow('1 to 50');
    expect(fake.requests).toHaveLength(sent);
  });

  it('names the substitute of an endpoint that was refused, and does not request it again', async () => {
    const { catalog, paths } = await startDevelopment();
    for (let call = 0; call < 2; call += 1) {
      const failure = catalog.artists.topTracks(ids.artistId(1));
      await expect(failure).rejects.toThrow(SpotifyUnavailableError);
      await expect(failure).rejects.toMatchObject({ quotaMode: 'auto' });
      await expect(failure).rejects.toThrow(/search\.tracks/);
    }
    expect(paths()).toHaveLength(1);
    await expect(catalog.markets.list()).rejects.toThrow(SpotifyUnavailableError);
    await expect(catalog.browse.newReleases()).rejects.toThrow(SpotifyUnavailableError);
    setClocksAhead(3601);
    await expect(catalog.markets.list()).rejects.toThrow(SpotifyUnavailableError);
    expect(paths()).toEqual([
      `/artists/${ids.artistId(1)}/top-tracks`,
      '/markets',
      '/browse/new-releases',
      '/markets',
    ]);
  });
});

describe("quotaMode: 'auto' over an app with extended quota", () => {
  it('uses batches, large pages and every endpoint', async () => {
    const fake = await startFake({ quotaMode: 'extended' });
    const { catalog } = await client(fake, { quotaMode: 'auto' });
    await catalog.tracks.getMany(tracks(30));
    expect((await catalog.search.tracks('love')).limit).toBe(50);
    expect(await catalog.markets.list()).toContain('SE');
    const { items } = await catalog.playlists.items(ids.playlistId(2), {
      fields: 'items(item(name))',
    });
    expect(items[0]?.item).toEqual({ name: expect.any(String) });
    expect(fake.apiRequests().map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });
});

describe("quotaMode: 'auto' learns nothing", () => {
  type Call = (catalog: SpotifyCatalogService, n: number) => PromiseLike<unknown>;
  const calls: readonly [string, Call][] = [
    ['a batch', ({ tracks: service }, n) => service.getMany(tracks(4).slice(2 * n, 2 * n + 2))],
    ['an endpoint', ({ artists }) => artists.topTracks(ids.artistId(1))],
  ];
  const reasons: readonly [string, Responder][] = [
    ['about Premium', (_, response) => void response.writeHead(403).end(PREMIUM)],
    [
      'about Premium in JSON',
      (_, response) => sendJson(response, { error: { status: 403, message: PREMIUM } }, 403),
    ],
    [
      'as HTML',
      (_, response) =>
        void response.writeHead(403, { 'content-type': 'text/html' }).end('<h1>Forbidden</h1>'),
    ],
    ['without a body', (_, response) => void response.writeHead(403).end()],
    [
      'for another reason',
      (_, response) =>
        sendJson(response, { error: { status: 403, message: 'Insufficient client scope' } }, 403),
    ],
  ];

  it.each(
    calls.flatMap(([what, call]) => reasons.map(([why, refuse]) => ({ what, call, why, refuse }))),
  )('from a 403 of $what $why', async ({ call, refuse }) => {
    const server = await ScriptedServer.start(refuse);
    const { catalog } = await client(server, { quotaMode: 'auto' });
    await expect(call(catalog, 0)).rejects.toMatchObject({ status: 403 });
    const [path] = server.apiUrls().map(({ pathname }) => pathname);
    const count = () => server.apiUrls().filter(({ pathname }) => pathname === path).length;
    expect(count()).toBe(1);
    await expect(call(catalog, 1)).rejects.toMatchObject({ status: 403 });
    expect(count()).toBe(2);
  });

  it('from a 404 that may be about the id', async () => {
    const server = await ScriptedServer.start((_, response) =>
      sendJson(response, { error: { status: 404, message: 'Resource not found' } }, 404),
    );
    const { catalog } = await client(server, { quotaMode: 'auto' });
    for (let call = 0; call < 2; call += 1) {
      await expect(catalog.users.get('nobody')).rejects.toMatchObject({ status: 404 });
    }
    expect(server.apiRequests()).toHaveLength(2);
    await expect(catalog.markets.list()).rejects.toThrow(SpotifyUnavailableError);
  });

  it('from a small page that is refused', async () => {
    const server = await ScriptedServer.start((_, response) =>
      sendJson(response, { error: { status: 400, message: 'Invalid limit' } }, 400),
    );
    const { catalog } = await client(server, { quotaMode: 'auto' });
    const call = catalog.search.albums('love', { limit: 10 });
    await expect(call).rejects.toMatchObject({ spotifyMessage: 'Invalid limit' });
    expect(server.apiRequests()).toHaveLength(1);
  });
});

describe("a playlist's content with quotaMode: 'auto'", () => {
  const id = ids.playlistId(1);
  const entry = { track: { type: 'track', name: 'light' } };

  /** A server that has only one of the two paths of a playlist's content. */
  async function start(absent: '/items' | '/tracks', refuse: Responder) {
    const server = await ScriptedServer.start((request, response) =>
      request.target.pathname.endsWith(absent)
        ? refuse(request, response)
        : sendJson(response, page(request, [entry])),
    );
    const { catalog } = await client(server, { quotaMode: 'auto' });
    const ends = () => server.apiUrls().map(({ pathname }) => pathname.split('/').at(-1));
    return { catalog, server, ends };
  }

  it.each([
    ['403', forbidden],
    ['404', missing],
  ])('is requested by its former path where today’s is a %s', async (_, refuse) => {
    const { catalog, ends } = await start('/items', refuse);
    for (let call = 0; call < 2; call += 1) {
      const [first] = await catalog.playlists.items(id).toArray();
      expect(first?.item).toMatchObject({ name: 'light' });
    }
    expect(ends()).toEqual(['items', 'tracks', 'tracks']);
  });

  it('is requested by today’s path alone, once that has worked', async () => {
    const { catalog, ends, server } = await start('/tracks', forbidden);
    await catalog.playlists.items(id);
    server.respond = forbidden;
    await expect(catalog.playlists.items(id)).rejects.toMatchObject({ status: 403 });
    expect(ends()).toEqual(['items', 'items']);
  });

  it('rejects with the error of today’s path where neither works', async () => {
    const { catalog, server, ends } = await start('/items', forbidden);
    server.respond = forbidden;
    await expect(catalog.playlists.items(id)).rejects.toMatchObject({
      status: 403,
      url: expect.stringContaining('/items') as string,
    });
    expect(ends()).toEqual(['items', 'tracks']);
  });
});
