import {
  type Album,
  SpotifyBadRequestError,
  type SpotifyCatalogService,
  SpotifyNotFoundError,
} from 'nestjs-spotify';
import { client } from '../support/client.js';
import { TestFake } from '../support/fake.js';
import { json, ScriptedServer, sendJson } from '../support/scripted-server.js';

const UNKNOWN = '0'.repeat(22);
const MODES = ['development', 'extended'] as const;

async function start(quotaMode: (typeof MODES)[number], options = {}) {
  const fake = new TestFake({ quotaMode });
  const { catalog } = await client(fake, { market: 'GB', ...options });
  return { fake, catalog, ids: fake.catalog };
}

describe.each(MODES)('find in %s mode', (quotaMode) => {
  type Found = { readonly id: string | null } | null;
  type Find = (catalog: SpotifyCatalogService, id: string) => Promise<Found>;
  const finds: readonly [string, Find, (fake: TestFake) => string][] = [
    ['albums', ({ albums }, id) => albums.find(id), ({ catalog }) => catalog.albumId(3)],
    ['artists', ({ artists }, id) => artists.find(id), ({ catalog }) => catalog.artistId(3)],
    ['audiobooks', (c, id) => c.audiobooks.find(id), ({ catalog }) => catalog.audiobookId(3)],
    ['chapters', ({ chapters }, id) => chapters.find(id), ({ catalog }) => catalog.chapterId(3)],
    ['episodes', ({ episodes }, id) => episodes.find(id), ({ catalog }) => catalog.episodeId(3)],
    ['playlists', ({ playlists }, id) => playlists.find(id), (fake) => fake.catalog.playlistId(3)],
    ['shows', ({ shows }, id) => shows.find(id), ({ catalog }) => catalog.showId(3)],
    ['tracks', ({ tracks }, id) => tracks.find(id), ({ catalog }) => catalog.trackId(3)],
  ];

  it.each(finds)('gives the object or null: %s', async (_, find, idOf) => {
    const { catalog, fake } = await start(quotaMode);
    expect(await find(catalog, idOf(fake))).toMatchObject({ id: idOf(fake) });
    expect(await find(catalog, UNKNOWN)).toBeNull();
    await expect(find(catalog, 'nonsense')).rejects.toThrow(SpotifyBadRequestError);
    fake.failNext({ status: 500 });
    await expect(find(catalog, idOf(fake))).rejects.toMatchObject({ status: 500 });
  });
});

it('find gives null for an unknown user', async () => {
  const { catalog, ids } = await start('extended');
  expect(await catalog.users.find(ids.userId(1))).toMatchObject({ id: ids.userId(1) });
  expect(await catalog.users.find('nobody at all')).toBeNull();
});

describe('pager.first()', () => {
  it('requests a page of one', async () => {
    const { catalog, fake, ids } = await start('development');
    const pager = catalog.albums.tracks(ids.albumId(2));
    const first = await pager.first();
    expect(fake.apiRequests().map(({ query }) => query.get('limit'))).toEqual(['1']);
    expect(first).toEqual((await pager).items[0]);
    expect(await pager.first()).toEqual(first);
    expect(fake.apiRequests()).toHaveLength(2);
  });

  it('starts at the offset, and gives undefined where there is no item', async () => {
    const { catalog, ids } = await start('development');
    const [, second] = await catalog.albums.tracks(ids.albumId(2)).toArray();
    expect(await catalog.albums.tracks(ids.albumId(2), { offset: 1 }).first()).toEqual(second);
    expect(await catalog.search.albums('zzzzqqqq').first()).toBeUndefined();
  });

  it('requests more where the first item is null', async () => {
    const entries = [null, null, { name: 'third' }];
    const server = await ScriptedServer.start(
      json(({ target }) => {
        const limit = Number(target.searchParams.get('limit'));
        return { playlists: { items: entries.slice(0, limit), total: 3, next: null } };
      }),
    );
    const { catalog } = await client(server);
    expect(await catalog.search.playlists('love').first()).toMatchObject({ name: 'third' });
    expect(server.apiRequests()).toHaveLength(2);
  });
});

describe.each(MODES)('an embedded page in %s mode', (quotaMode) => {
  it('is used as the first page of its list, and only the rest is requested', async () => {
    const { catalog, fake, ids } = await start(quotaMode);
    // The longest album of the fake has 64 tracks, and contains the first 50 of them.
    const album = await catalog.albums.get(ids.albumId(19));
    const whole = await catalog.albums.tracks(ids.albumId(19), { limit: 10 }).toArray();
    expect([album.tracks.items.length, whole.length]).not.toContain(0);
    fake.requests.length = 0;
    const found: unknown[] = [];
    for await (const track of catalog.albums.tracks(album)) found.push(track);
    expect(found).toEqual(whole);
    const rest = Math.ceil((whole.length - album.tracks.items.length) / 50);
    expect(fake.apiRequests()).toHaveLength(rest);
    expect(await catalog.albums.tracks(album).toArray()).toEqual(whole);
    expect(await catalog.albums.tracks(album).first()).toEqual(whole[0]);
    expect(await catalog.albums.tracks(album)).toEqual(album.tracks);
    expect(fake.apiRequests()).toHaveLength(2 * rest);
  });

  it('is used for shows and audiobooks, too', async () => {
    const { catalog, fake, ids } = await start(quotaMode);
    const show = await catalog.shows.get(ids.showId(2));
    const audiobook = await catalog.audiobooks.get(ids.audiobookId(3));
    const lists = [
      [catalog.shows.episodes(show), catalog.shows.episodes(show.id)],
      [catalog.audiobooks.chapters(audiobook), catalog.audiobooks.chapters(audiobook.id)],
    ] as const;
    for (const [embedded, requested] of lists) {
      const before = fake.apiRequests().length;
      const collected = await embedded.toArray();
      const saved = fake.apiRequests().length - before;
      expect(collected).toEqual(await requested.toArray());
      expect(saved).toBeLessThan(fake.apiRequests().length - before - saved);
    }
  });

  it('is not used for another offset, market or page size, nor where it is missing', async () => {
    const { catalog, fake, ids } = await start(quotaMode);
    const album = await catalog.albums.get(ids.albumId(0));
    fake.requests.length = 0;
    const { tracks: _, ...withoutTracks } = album;
    await catalog.albums.tracks(album, { offset: 2 });
    await catalog.albums.tracks(album, { market: 'US' });
    await catalog.albums.tracks(album, { limit: 1 });
    await catalog.albums.tracks(withoutTracks as Album);
    expect(fake.apiRequests()).toHaveLength(4);
    await catalog.albums.tracks(album, { offset: 0, market: 'GB', limit: 50 });
    expect(fake.apiRequests()).toHaveLength(4);
  });
});

it('an embedded page of a playlist is used as the first page of its entries', async () => {
  const { catalog, ids } = await start('extended');
  const playlist = await catalog.playlists.get(ids.playlistId(7));
  const entries = await catalog.playlists.items(playlist).toArray();
  const requested = await catalog.playlists.items(playlist.id).toArray();
  expect(entries.map(({ item }) => item?.name)).toEqual(requested.map(({ item }) => item?.name));
});

function pageOf(list: readonly unknown[], url: string, offset: number, limit: number) {
  const items = list.slice(offset, offset + limit);
  const end = offset + limit;
  const next = end < list.length ? `${url}/x?offset=${end}` : null;
  return { items, offset, limit, total: list.length, href: `${url}/x`, next };
}

it('toArray() skips no item when the embedded page has another size than those that follow', async () => {
  const numbers = Array.from({ length: 330 }, (_, index) => ({ track: { name: `${index}` } }));
  const server = await ScriptedServer.start((request, response) => {
    const { searchParams, pathname } = request.target;
    const get = (name: string) => Number(searchParams.get(name) ?? 0);
    const isList = pathname.endsWith('/items');
    const body = isList
      ? pageOf(numbers, server.apiUrl, get('offset'), get('limit'))
      : { id: 'x', tracks: pageOf(numbers, server.apiUrl, 0, 100) };
    sendJson(response, body);
  });
  const { catalog } = await client(server, { quotaMode: 'extended' });
  const playlist = await catalog.playlists.get('37i9dQZF1DX4sWSpwq3LiO');
  const entries = await catalog.playlists.items({ ...playlist, id: UNKNOWN }).toArray();
  expect(entries.map(({ item }) => item?.name)).toEqual(numbers.map(({ track }) => track.name));
  expect(server.apiRequests()).toHaveLength(1 + 5);
});

describe.each(MODES)('industry codes in %s mode', (quotaMode) => {
  it('find the recording that has the code', async () => {
    const { catalog, fake, ids } = await start(quotaMode);
    const { external_ids, id } = await catalog.tracks.get(ids.trackId(5));
    const isrc = external_ids.isrc ?? '';
    fake.requests.length = 0;
    expect(await catalog.tracks.findByIsrc(isrc)).toMatchObject({ id });
    const hyphenated = `${isrc.slice(0, 2)}-${isrc.slice(2, 5)}-${isrc.slice(5, 7)}-${isrc.slice(7)}`;
    expect(await catalog.tracks.findByIsrc(hyphenated.toLowerCase())).toMatchObject({ id });
    expect(fake.apiRequests().map(({ query }) => query.get('limit'))).toEqual(['5', '5']);
    expect(await catalog.tracks.findByIsrc('GBAYE0000000')).toBeNull();
  });

  it('find the album that has the code', async () => {
    const { catalog, ids } = await start(quotaMode);
    const album = await catalog.albums.get(ids.albumId(5));
    expect(await catalog.albums.findByUpc(album.external_ids.upc ?? '')).toEqual(album);
    expect(await catalog.albums.findByUpc('000000000000')).toBeNull();
  });
});

describe('industry codes', () => {
  it('are looked for among the first five results, each of which is checked', async () => {
    const isrcs = ['GBAYE0000001', undefined, 'gb-aye-00-00003'];
    const server = await ScriptedServer.start(
      json(() => ({
        tracks: {
          items: [
            null,
            ...isrcs.map((isrc, n) => ({ id: `${n}`, external_ids: isrc && { isrc } })),
          ],
        },
      })),
    );
    const { catalog } = await client(server);
    expect(await catalog.tracks.findByIsrc('GBAYE0000003')).toMatchObject({ id: '2' });
    expect(await catalog.tracks.findByIsrc('GBAYE0000002')).toBeNull();
  });

  it('of albums match with and without leading zeros, and as EAN', async () => {
    const albums = [{ upc: '111111111111' }, { ean: '0075678164729' }];
    const server = await ScriptedServer.start(
      json(({ target }) =>
        target.pathname.endsWith('/search')
          ? { albums: { items: albums.map((_, n) => ({ id: `${n}`.padStart(22, '0') })) } }
          : {
              id: target.pathname.slice(-22),
              external_ids: albums[Number(target.pathname.slice(-22))],
            },
      ),
    );
    const { catalog } = await client(server);
    expect(await catalog.albums.findByUpc('075678164729')).toMatchObject({
      id: '1'.padStart(22, '0'),
    });
    expect(server.apiRequests()).toHaveLength(3);
  });

  it.each(['', 'x', 'GBAYE68000110', 7, null])('refuse %j before any request', async (code) => {
    const { catalog, fake } = await start('development');
    const calls = [
      catalog.tracks.findByIsrc(code as never),
      catalog.albums.findByUpc(code as never),
    ];
    for (const call of calls) await expect(call).rejects.toThrow(SpotifyBadRequestError);
    expect(fake.requests).toEqual([]);
  });
});

describe('catalog.resolve()', () => {
  it('gives the object that a link leads to', async () => {
    const { catalog, ids } = await start('extended');
    const links = {
      album: ids.albumId(1),
      artist: ids.artistId(1),
      episode: ids.episodeId(1),
      playlist: ids.playlistId(1),
      show: ids.showId(1),
      track: ids.trackId(1),
      user: ids.userId(1),
      audiobook: ids.audiobookId(1),
    };
    for (const [type, id] of Object.entries(links)) {
      const object = await catalog.resolve(` open.spotify.com/${type}/${id}?si=1\n`);
      expect(object).toMatchObject({ type, id });
    }
  });

  it('tries an audiobook for a show’s link, and a chapter for an episode’s', async () => {
    const { catalog, ids } = await start('development');
    const audiobook = await catalog.resolve(`https://open.spotify.com/show/${ids.audiobookId(2)}`);
    expect(audiobook).toEqual(await catalog.audiobooks.get(ids.audiobookId(2)));
    const chapter = await catalog.resolve(`spotify:episode:${ids.chapterId(2)}`);
    expect(chapter).toEqual(await catalog.chapters.get(ids.chapterId(2)));
  });

  it('passes its options on, and rejects with a 404 for an unknown id', async () => {
    const { catalog, fake, ids } = await start('development');
    await catalog.resolve(`spotify:album:${ids.albumId(1)}`, { market: 'SE' });
    expect(fake.apiRequests().at(-1)?.query.get('market')).toBe('SE');
    const missing = catalog.resolve(`spotify:show:${UNKNOWN}`);
    await expect(missing).rejects.toThrow(SpotifyNotFoundError);
    await expect(missing).rejects.toMatchObject({ url: expect.stringContaining('/shows/') });
  });

  it.each(['', UNKNOWN, 'https://example.com', null])('refuses %j', async (text) => {
    const { catalog, fake } = await start('development');
    await expect(catalog.resolve(text as never)).rejects.toThrow('not a Spotify link or URI');
    expect(fake.requests).toEqual([]);
  });
});
