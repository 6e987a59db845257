import { create } from 'axios';
import { FakeSpotify } from '../../lib/testing/fake-spotify.js';
import { getterOf, type Json } from './fake.client.js';

const development = new FakeSpotify();
const extended = new FakeSpotify({ quotaMode: 'extended' });
const { catalog } = development;
const get = { development: await getterOf(development), extended: await getterOf(extended) };
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
const NOT_FOUND = { status: 404, data: { error: { status: 404, message: 'Resource not found' } } };
const FORBIDDEN = { status: 403, data: { error: { status: 403, message: 'Forbidden' } } };

async function first(count: number, path: (n: number) => string): Promise<Json[]> {
  return Promise.all(numbers(count).map(async (n) => (await get.extended(path(n))).data));
}

function getAs(user: string, path: string) {
  const headers = { authorization: `Bearer ${development.userToken(user)}` };
  const { adapter, apiUrl: baseURL } = development;
  return create({ adapter, baseURL, headers, validateStatus: null }).get<Json>(path);
}

describe('caching', () => {
  it('headers are max-age=0 and an ETag, which gets a 304', async () => {
    const headers = { authorization: '' };
    const http = create({ adapter: extended.adapter, baseURL: extended.apiUrl, headers });
    const { data } = await http.post<{ access_token: string }>(
      `${extended.accountsUrl}/api/token`,
      'grant_type=client_credentials',
      { headers: { authorization: `Basic ${btoa('id:secret')}` } },
    );
    const authorization = `Bearer ${data.access_token}`;
    const path = `/albums/${catalog.albumId(4)}`;
    const response = await http.get(path, { headers: { authorization } });
    expect(response.headers).toMatchObject({
      'cache-control': 'public, max-age=0',
      etag: expect.stringMatching(/^"MC-.+"$/),
      vary: 'Authorization',
    });
    const known = response.headers['etag'] as string;
    const again = http.get(path, {
      headers: { authorization, 'if-none-match': known },
      validateStatus: null,
    });
    expect(await again).toMatchObject({ status: 304, headers: { etag: known } });
  });
});

describe('a playlist in development mode', () => {
  const id = catalog.playlistId(2);

  it('has no content for an app token', async () => {
    expect(await get.development(`/playlists/${id}/items`)).toMatchObject(FORBIDDEN);
    const { status, data } = await get.development(`/playlists/${id}`);
    expect(status).toBe(200);
    expect(data).not.toHaveProperty('items');
    expect(data).not.toHaveProperty('tracks');
  });

  it('has content for the token of its owner, under items and item', async () => {
    const owner = String((await get.development(`/playlists/${id}`)).data['owner']!['id']);
    const { status, data } = await getAs(owner, `/playlists/${id}/items`);
    expect(status).toBe(200);
    expect(data['items']![0]).toMatchObject({ item: { type: 'track', track: true } });
    expect(data['items']![0]).not.toHaveProperty('track');
    const playlist = await getAs(owner, `/playlists/${id}`);
    expect(playlist.data['items']).toMatchObject({ limit: 50, offset: 0 });
    expect(await getAs(catalog.userId(40), `/playlists/${id}/items`)).toMatchObject(FORBIDDEN);
  });
});

describe('the unknown', () => {
  it.each(['development', 'extended'] as const)(
    'includes Spotify’s own playlists, in %s mode',
    async (mode) => {
      expect(await get[mode]('/playlists/37i9dQZF1DXcBWIGoYBM5M')).toMatchObject(NOT_FOUND);
    },
  );

  it.each(['audiobook', 'chapter'] as const)(
    'includes the %ss endpoint in development mode: 404',
    async (type) => {
      const path = `/${type}s?ids=${catalog[`${type}Id`](0)}&market=GB`;
      expect(await get.development(path)).toMatchObject(NOT_FOUND);
    },
  );

  it.each([
    ['shows', 'showId'],
    ['audiobooks', 'audiobookId'],
  ] as const)('includes most %s without a market, but not all', async (name, idOf) => {
    const statuses = await Promise.all(
      numbers(40).map(async (n) => (await get.development(`/${name}/${catalog[idOf](n)}`)).status),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(10);
    expect(statuses.filter((status) => status === 404)).toHaveLength(30);
    expect(statuses[0]).toBe(404);
  });

  it('includes genres of albums', async () => {
    const albums = await first(20, (n) => `/albums/${catalog.albumId(n)}`);
    for (const { genres } of albums) expect(genres).toEqual([]);
  });
});

describe('playlists', () => {
  it('have images in sizes, of unknown size, none, and null', async () => {
    const playlists = await first(16, (n) => `/playlists/${catalog.playlistId(n)}`);
    const images = playlists.map((playlist) => playlist['images'] as Json | null);
    expect(images).toContain(null);
    expect(images.some((list) => list?.length === 0)).toBe(true);
    expect(images.some((list) => (list?.[0]?.['width'] as unknown) === null)).toBe(true);
    expect(images.some((list) => list?.length === 3)).toBe(true);
    expect((await get.extended(`/playlists/${catalog.playlistId(5)}/images`)).data).toEqual([]);
  });

  it('may have no description, and public: null', async () => {
    const playlists = await first(16, (n) => `/playlists/${catalog.playlistId(n)}`);
    const values = (name: string) =>
      new Set(playlists.map((playlist) => playlist[name] as unknown));
    expect([...values('description')]).toEqual(expect.arrayContaining(['', null]));
    expect(values('public')).toEqual(new Set([true, null]));
  });

  it('contain local files, in some cases', async () => {
    const { data } = await get.extended(`/playlists/${catalog.playlistId(2)}/items?limit=50`);
    const local = data['items']!.filter((entry) => (entry as Json | null)?.['is_local']);
    expect(local.length).toBeGreaterThan(1);
    expect(local[0]).toMatchObject({
      is_local: true,
      track: {
        album: {
          album_type: null,
          external_urls: {},
          href: null,
          id: null,
          images: [],
          release_date: null,
          release_date_precision: null,
          uri: null,
        },
        artists: [{ external_urls: {}, href: null, id: null, uri: null }],
        external_urls: {},
        href: null,
        id: null,
        is_local: true,
        uri: expect.stringMatching(/^spotify:local:[^ :]+:[^ :]+:[^ :]+:\d+$/),
      },
    });
    expect(local[0]!['track']!['album']).not.toHaveProperty('total_tracks');
    const others = await get.extended(`/playlists/${catalog.playlistId(0)}/items?limit=50`);
    expect(JSON.stringify(others.data)).not.toContain('spotify:local');
  });
});

describe('a market', () => {
  it('relinks some tracks to another recording, which exists too', async () => {
    const id = catalog.trackId(17);
    const { data: before } = await get.extended(`/tracks/${id}`);
    expect(before).toMatchObject({ id });
    expect(before).not.toHaveProperty('linked_from');
    const { data: relinked } = await get.extended(`/tracks/${id}?market=SE`);
    expect(relinked).toMatchObject({
      name: before['name'],
      linked_from: { id, type: 'track', uri: `spotify:track:${id}` },
    });
    expect(relinked['id']).not.toBe(id);
    const other = await get.extended(`/tracks/${String(relinked['id'])}?market=SE`);
    expect(other).toMatchObject({ status: 200, data: { id: relinked['id'] } });
    expect(other.data).not.toHaveProperty('linked_from');
    expect(await get.extended(`/tracks/${catalog.trackId(16)}?market=SE`)).toMatchObject({
      data: { id: catalog.trackId(16) },
    });
  });

  it('is not needed for a linked_from without an id on some of an album’s tracks', async () => {
    const albums = await first(30, (n) => `/albums/${catalog.albumId(n)}/tracks?limit=50`);
    const linked = albums.flatMap(({ items }) =>
      [...items!].flatMap((track) => ('linked_from' in track ? [track['linked_from']['id']] : [])),
    );
    expect(linked).toContain(null);
    expect(linked.some((id) => typeof id === 'string')).toBe(true);
  });

  it.each([
    ['album', 'albumId', 0],
    ['track', 'trackId', 0],
    ['episode', 'episodeId', 0],
    ['chapter', 'chapterId', 0],
  ] as const)('brings is_playable to an %s', async (name, idOf, n) => {
    const path = `/${name}s/${catalog[idOf](n)}`;
    const { data } = await get.extended(`${path}?market=GB`);
    expect(data).toMatchObject({ is_playable: true });
    expect(data).not.toHaveProperty('available_markets');
  });

  it('is needed for is_playable', async () => {
    const shows = await first(8, (n) => `/shows/${catalog.showId(n)}`);
    const books = await first(8, (n) => `/audiobooks/${catalog.audiobookId(n)}`);
    const others = [
      await get.extended(`/albums/${catalog.albumId(0)}`),
      await get.extended(`/playlists/${catalog.playlistId(0)}`),
      await get.extended('/search?q=love&type=album,track,episode'),
    ];
    const all = JSON.stringify([...shows, ...books, ...others.map(({ data }) => data)]);
    expect(all).toContain('"episode"');
    expect(all).toContain('"chapter"');
    expect(all).not.toContain('is_playable');
  });
});

describe('chapters', () => {
  it('are chapters, counted from 0', async () => {
    const { data } = await get.development(`/chapters/${catalog.chapterId(0)}?market=GB`);
    expect(data).toMatchObject({ type: 'chapter', chapter_number: 0 });
  });
});

describe('links of a search', () => {
  it('have query= and can be followed', async () => {
    const { data } = await get.development('/search?q=love%20you&type=track&limit=2');
    const next = String(data['tracks']!['next']);
    expect(next).toContain('&query=love%20you&');
    expect(next).not.toMatch(/[?&]q=/);
    expect(await get.development(next)).toMatchObject({ data: { tracks: { offset: 2 } } });
  });
});

describe('titles', () => {
  it('have the right article', async () => {
    const titles = (
      await first(20, (i) => {
        const ids = numbers(50).map((n) => catalog.trackId(i * 50 + n));
        return `/tracks?ids=${ids.join(',')}`;
      })
    ).flatMap(({ tracks }) =>
      [...tracks!].map((track) => `${String(track['name'])} | ${String(track['album']!['name'])}`),
    );
    expect(titles.filter((title) => /\ban? /i.test(title)).length).toBeGreaterThan(30);
    expect(titles.filter((title) => /\ba [aeiou]/i.test(title))).toEqual([]);
    expect(titles.filter((title) => /\ban [^aeiou]/i.test(title))).toEqual([]);
  });
});
