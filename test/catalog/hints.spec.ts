import {
  SpotifyForbiddenError,
  SpotifyNotFoundError,
  SpotifyResponseError,
  type SpotifyCatalogService,
} from 'nestjs-spotify';
import { FakeCatalog } from 'nestjs-spotify/testing';
import { client } from '../support/client.js';
import { TestFake } from '../support/fake.js';
import { json, ScriptedServer, sendJson } from '../support/scripted-server.js';

type Ask = (
  catalog: SpotifyCatalogService,
  fake: FakeCatalog,
  market?: string,
) => PromiseLike<unknown>;

const NEED_MARKET: readonly [string, Ask][] = [
  ['shows.get', ({ shows }, fake, market) => shows.get(fake.showId(1), { market })],
  ['shows.episodes', ({ shows }, fake, market) => shows.episodes(fake.showId(1), { market })],
  ['episodes.get', ({ episodes }, fake, market) => episodes.get(fake.episodeId(1), { market })],
  [
    'audiobooks.get',
    ({ audiobooks }, fake, market) => audiobooks.get(fake.audiobookId(1), { market }),
  ],
  [
    'audiobooks.chapters',
    ({ audiobooks }, fake, market) => audiobooks.chapters(fake.audiobookId(1), { market }),
  ],
  ['chapters.get', ({ chapters }, fake, market) => chapters.get(fake.chapterId(1), { market })],
];

describe.each(['development', 'extended'] as const)('a 404 in %s mode', (quotaMode) => {
  it.each(NEED_MARKET)('of %s without a market hints that one is missing', async (_, get) => {
    const fake = new TestFake({ quotaMode });
    const { catalog } = await client(fake);
    const call = get(catalog, fake.catalog);
    await expect(call).rejects.toThrow(SpotifyNotFoundError);
    await expect(call).rejects.toThrow('No market was given');
    await expect(call).rejects.toMatchObject({ status: 404, attempts: 1 });
    await expect(get(catalog, fake.catalog, 'GB')).resolves.toBeDefined();
  });

  it('has no such hint where a market was given, or none is needed', async () => {
    const fake = new TestFake({ quotaMode });
    const { catalog } = await client(fake, { market: 'SE' });
    for (const get of [
      () => catalog.audiobooks.get(fake.catalog.audiobookId(1)),
      () => catalog.albums.get('0'.repeat(22)),
    ]) {
      const call = get();
      await expect(call).rejects.toThrow(SpotifyNotFoundError);
      await expect(call).rejects.not.toThrow('No market');
    }
  });

  it('is null in the result of getMany, with a hint or without', async () => {
    const fake = new TestFake({ quotaMode });
    const { catalog } = await client(fake);
    const ids = [fake.catalog.episodeId(1), fake.catalog.episodeId(2)];
    expect(await catalog.episodes.getMany(ids)).toEqual([null, null]);
  });
});

describe('an endpoint that only former apps may request', () => {
  const id = '4aawyAB9vmqN3uQ7FjRGTy';
  const former: readonly [string, Ask][] = [
    ['artists.relatedArtists', ({ artists }) => artists.relatedArtists(id)],
    ['tracks.audioFeatures', ({ tracks }) => tracks.audioFeatures(id)],
    ['tracks.audioAnalysis', ({ tracks }) => tracks.audioAnalysis(id)],
    ['browse.featuredPlaylists', ({ browse }) => browse.featuredPlaylists()],
    ['recommendations.get', ({ recommendations }) => recommendations.get({ seedTracks: [id] })],
    ['genres.seeds', ({ genres }) => genres.seeds()],
  ];

  it.each(former)('hints at that in a 403 and a 404: %s', async (_, get) => {
    for (const [status, type] of [
      [403, SpotifyForbiddenError],
      [404, SpotifyNotFoundError],
    ] as const) {
      const call = get(await refusing(status, 'Forbidden'), new FakeCatalog());
      await expect(call).rejects.toThrow(type);
      await expect(call).rejects.toThrow('Only apps that had extended access before 2024-11-27');
    }
  });

  it('rejects a response without the list', async () => {
    const server = await ScriptedServer.start(json(() => ({ genre: [] })));
    const { catalog } = await client(server, { quotaMode: 'extended' });
    await expect(catalog.genres.seeds()).rejects.toThrow(SpotifyResponseError);
    await expect(catalog.artists.topTracks(id)).rejects.toThrow('an array under tracks');
  });

  it('adds no hint where Spotify gives another reason', async () => {
    const premium = 'Active premium subscription required for the owner of the app.';
    const catalog = await refusing(403, premium);
    const call = catalog.genres.seeds();
    await expect(call).rejects.toMatchObject({ reason: 'owner-premium-required' });
    await expect(call).rejects.not.toThrow('2024');
    await expect(catalog.albums.get(id)).rejects.not.toThrow('2024');
    const failing = await refusing(500, 'Server error');
    await expect(failing.genres.seeds()).rejects.toMatchObject({ status: 500 });
    await expect(failing.shows.get(id)).rejects.not.toThrow('market');
  });
});

const SPOTIFYS = '37i9dQZF1DX4sWSpwq3LiO';
const USERS = '3cEYpjA9oz9GiPac4AsH4n';
const PLAYLIST: readonly [string, Ask][] = [
  ['playlists.get', ({ playlists }) => playlists.get(SPOTIFYS)],
  ['playlists.items', ({ playlists }) => playlists.items(SPOTIFYS)],
  ['playlists.items, collected', ({ playlists }) => playlists.items(SPOTIFYS).toArray()],
  ['playlists.images', ({ playlists }) => playlists.images(`spotify:playlist:${SPOTIFYS}`)],
];

describe('a playlist', () => {
  it.each(PLAYLIST)(
    "of Spotify's own that is not found has the hint that it is hidden: %s",
    async (_, get) => {
      const error = get(await refusing(404, 'Resource not found'), new FakeCatalog());
      await expect(error).rejects.toThrow(SpotifyNotFoundError);
      await expect(error).rejects.toThrow("Spotify's own playlists");
      await expect(error).rejects.toMatchObject({
        status: 404,
        spotifyMessage: 'Resource not found',
      });
    },
  );

  it("of a user's that is not found has no such hint", async () => {
    const { playlists } = await refusing(404, 'Resource not found');
    for (const read of [() => playlists.get(USERS), () => playlists.items(USERS).toArray()]) {
      await expect(read()).rejects.not.toThrow('37i9');
    }
  });

  it.each([USERS, SPOTIFYS])(
    'whose content is refused has the hint whose token it takes: %s',
    async (id) => {
      const { playlists, albums } = await refusing(403, 'Forbidden');
      const error = playlists.items(id).toArray();
      await expect(error).rejects.toThrow(SpotifyForbiddenError);
      await expect(error).rejects.toThrow('only with the token of a user who owns the playlist');
      await expect(error).rejects.toMatchObject({
        headers: { 'content-type': 'application/json' },
      });
      await expect(playlists.images(id)).rejects.not.toThrow('token of a user');
      await expect(albums.get(USERS)).rejects.not.toThrow('token of a user');
    },
  );

  it('whose content is refused for want of Premium has the hint about Premium', async () => {
    const { playlists } = await refusing(
      403,
      'Active premium subscription required for the owner of the app.',
    );
    await expect(playlists.items(USERS).toArray()).rejects.toMatchObject({
      reason: 'owner-premium-required',
      hint: expect.not.stringContaining('token of a user') as string,
    });
  });
});

/** A catalogue over a server that responds like this to every request. */
async function refusing(status: number, message: string) {
  const server = await ScriptedServer.start((_, response) =>
    sendJson(response, { error: { status, message } }, status),
  );
  const { catalog } = await client(server, { quotaMode: 'extended' });
  return catalog;
}
