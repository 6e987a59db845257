import { FakeSpotify } from '../../lib/testing/fake-spotify.js';
import { getterOf, type Json } from './fake.client.js';

const fake = new FakeSpotify({ quotaMode: 'extended' });
const { catalog } = fake;
const get = await getterOf(fake);

/** Every item of a list, page by page along the `next` links. */
async function walk(path: string, property?: string): Promise<Json[]> {
  const items: Json[] = [];
  for (let next: string | null = path; next !== null;) {
    const { status, data } = await get(next);
    expect(status).toBe(200);
    const page: Json = property ? data[property]! : data;
    items.push(...page['items']!);
    next = page['next'] as unknown as string | null;
  }
  return items;
}

const ids = (items: Iterable<Json>) => [...items].map((item) => item['id'] as unknown as string);
const someNumbers = [0, 1, 7, 19, 404, 1_000_003];

describe('ids', () => {
  it('are 22 base62 characters, and unique', () => {
    const all = Object.getOwnPropertyNames(Object.getPrototypeOf(catalog))
      .filter((name) => name !== 'constructor' && name !== 'userId')
      .flatMap((name) => {
        const idOf = catalog[name as Exclude<keyof typeof catalog, 'add'>].bind(catalog);
        return Array.from({ length: 2000 }, (_, n) => idOf(n));
      });
    expect(new Set(all).size).toBe(16_000);
    expect(all.filter((id) => !/^[0-9A-Za-z]{22}$/.test(id))).toEqual([]);
  });

  it('exist for millions of items', async () => {
    for (const n of [1000, 65_536, 9_000_000]) {
      expect(await get(`/albums/${catalog.albumId(n)}`)).toMatchObject({ status: 200 });
    }
    expect(() => catalog.albumId(1e9)).toThrow(RangeError);
    expect(() => catalog.albumId(-1)).toThrow('No album number -1');
  });

  it('with one character changed belong to nothing', async () => {
    const id = catalog.albumId(5);
    for (let i = 0; i < id.length; i += 1) {
      const off = id.slice(0, i) + (id[i] === 'a' ? 'b' : 'a') + id.slice(i + 1);
      expect(await get(`/albums/${off}`)).toMatchObject({ status: 404 });
    }
  });
});

describe('links', () => {
  it.each(someNumbers)('connect album %i, its tracks and its artists', async (n) => {
    const { data: album } = await get(`/albums/${catalog.albumId(n)}`);
    const tracks = await walk(`/albums/${catalog.albumId(n)}/tracks?limit=7`);
    expect(tracks).toHaveLength(Number(album['total_tracks']));
    expect(tracks.slice(0, 50)).toEqual(album['tracks']!['items']);
    for (const simplified of tracks.slice(0, 5)) {
      const { data: track } = await get(`/tracks/${ids([simplified])[0]}`);
      expect(track).toMatchObject(simplified);
      expect(album).toMatchObject(track['album']!);
      expect(track['artists']!.length).toBeGreaterThanOrEqual(1);
      expect(track['artists']!.length).toBeLessThanOrEqual(3);
    }
    for (const artist of album['artists']!) {
      const { data: full } = await get(`/artists/${ids([artist])[0]}`);
      expect(full).toMatchObject(artist);
      const albums = await walk(`/artists/${ids([artist])[0]}/albums?limit=50`);
      const listed = albums.find((each) => ids([each])[0] === catalog.albumId(n));
      expect(listed).toMatchObject({
        artists: album['artists'],
        album_group: album['album_type'],
      });
    }
  });

  it.each(someNumbers)('connect artist %i and every listed album', async (n) => {
    const albums = await walk(`/artists/${catalog.artistId(n)}/albums?limit=3`);
    expect(albums.length).toBeGreaterThan(0);
    expect(new Set(ids(albums)).size).toBe(albums.length);
    for (const listed of albums) {
      const { data: album } = await get(`/albums/${ids([listed])[0]}`);
      const made = ids(album['artists']!).includes(catalog.artistId(n));
      const plays = album['tracks']!['items']!.some((track) =>
        ids(track['artists']!).includes(catalog.artistId(n)),
      );
      expect({ made, plays }).toEqual({
        made: String(listed['album_group']) !== 'appears_on',
        plays: true,
      });
    }
  });

  it('connect guest artists and the albums that they appear on', async () => {
    const groups = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        walk(`/artists/${catalog.artistId(n)}/albums?limit=50&include_groups=appears_on`),
      ),
    );
    expect(groups.flat().length).toBeGreaterThan(10);
    expect(new Set(groups.flat().map((album) => String(album['album_group'])))).toEqual(
      new Set(['appears_on']),
    );
  });

  it('connect a show and its episodes', async () => {
    const { data: show } = await get(`/shows/${catalog.showId(2)}?market=SE`);
    const episodes = await walk(`/shows/${catalog.showId(2)}/episodes?market=SE`);
    expect(episodes).toHaveLength(Number(show['total_episodes']));
    const { data: episode } = await get(`/episodes/${ids(episodes).at(-1)}?market=SE`);
    expect(episode).toMatchObject(episodes.at(-1)!);
    expect(show).toMatchObject(episode['show']!);
  });

  it('connect an audiobook and its chapters', async () => {
    const { data: book } = await get(`/audiobooks/${catalog.audiobookId(3)}?market=GB`);
    const chapters = await walk(`/audiobooks/${catalog.audiobookId(3)}/chapters?market=GB`);
    expect(chapters).toHaveLength(Number(book['total_chapters']));
    expect(chapters.map((chapter) => Number(chapter['chapter_number']))).toEqual(
      chapters.map((_, i) => i),
    );
    const { data: chapter } = await get(`/chapters/${ids(chapters).at(-1)}?market=GB`);
    expect(chapter).toMatchObject(chapters.at(-1)!);
    expect(book).toMatchObject(chapter['audiobook']!);
  });

  it('connect a playlist, its entries and its owner', async () => {
    const { data: playlist } = await get(`/playlists/${catalog.playlistId(6)}?market=SE`);
    const entries = (await walk(
      `/playlists/${catalog.playlistId(6)}/tracks?market=SE&limit=100`,
    )) as (Json | null)[];
    expect(entries).toHaveLength(Number(playlist['tracks']!['total']));
    const contents = entries.flatMap((entry) => (entry ? [entry['track'] as Json | null] : []));
    expect(entries).toContain(null);
    expect(contents).toContain(null);
    const there = contents.filter((content) => content !== null);
    expect(new Set(there.map((content) => String(content['type'])))).toEqual(
      new Set(['track', 'episode']),
    );
    for (const content of there.slice(0, 20)) {
      const [id] = ids([content['linked_from'] ?? content]);
      const { data } = await get(`/${String(content['type'])}s/${id}?market=SE`);
      expect(content).toMatchObject(data);
    }
    const owner = ids([playlist['owner']!])[0];
    expect((await get(`/users/${owner}`)).data).toMatchObject(playlist['owner']!);
    expect(ids(await walk(`/users/${owner}/playlists?limit=2`))).toContain(catalog.playlistId(6));
  });

  it('connect categories and their playlists', async () => {
    const categories = await walk('/browse/categories?limit=7', 'categories');
    expect(categories.length).toBeGreaterThan(20);
    for (const each of categories) {
      expect((await get(`/browse/categories/${ids([each])[0]}`)).data).toEqual(each);
      const playlists = await walk(
        `/browse/categories/${ids([each])[0]}/playlists?limit=50`,
        'playlists',
      );
      expect(playlists.length).toBeGreaterThan(0);
    }
  });

  it('connect an artist to top tracks and related artists', async () => {
    const id = catalog.artistId(8);
    const { data: top } = await get(`/artists/${id}/top-tracks?market=SE`);
    expect(top['tracks']!.length).toBeLessThanOrEqual(10);
    for (const track of top['tracks']!) expect(ids(track['album']!['artists']!)).toContain(id);
    const { data: related } = await get(`/artists/${id}/related-artists`);
    expect(ids(related['artists']!)).not.toContain(id);
    const genres = related['artists']!.map((artist) => String(artist['genres']));
    expect(new Set(genres.filter((genre) => genre !== '')).size).toBe(1);
  });

  it('connect every image to a picture', async () => {
    const paths = [
      `/artists/${catalog.artistId(1)}`,
      `/playlists/${catalog.playlistId(1)}`,
      `/shows/${catalog.showId(1)}`,
      `/episodes/${catalog.episodeId(1)}`,
      `/audiobooks/${catalog.audiobookId(1)}`,
      `/chapters/${catalog.chapterId(1)}`,
    ];
    for (const path of paths) {
      const { data } = await get(`${path}?market=GB`);
      for (const image of data['images']!) {
        expect(await get(image['url'] as unknown as string)).toMatchObject({ status: 200 });
      }
    }
  });
});

describe('paging', () => {
  it('has previous links that lead back', async () => {
    const path = `/albums/${catalog.albumId(19)}/tracks`;
    const { data: second } = await get(`${path}?limit=20&offset=20`);
    expect(second).toMatchObject({ limit: 20, offset: 20, total: 64 });
    const back = await get(second['previous'] as unknown as string);
    expect(back.data).toMatchObject({ offset: 0, previous: null });
    expect((await get(back.data['next'] as unknown as string)).data).toEqual(second);
  });

  it('ends in an empty page', async () => {
    const { data } = await get(`/albums/${catalog.albumId(0)}/tracks?offset=5000`);
    expect(data).toMatchObject({ items: [], next: null, offset: 5000 });
  });

  it('has the other parameters in its links', async () => {
    const { data } = await get(
      `/artists/${catalog.artistId(8)}/albums?limit=2&include_groups=album&market=SE`,
    );
    expect(String(data['next'])).toMatch(/\?offset=2&limit=2&include_groups=album&market=SE$/);
  });
});

describe('the catalogue', () => {
  it('is the same in every fake, but for the origin of links', async () => {
    const other = new FakeSpotify({ quotaMode: 'extended' });
    const getFromOther = await getterOf(other);
    for (const path of [
      `/albums/${catalog.albumId(77)}`,
      `/playlists/${catalog.playlistId(3)}?market=SE`,
      '/browse/new-releases',
    ]) {
      expect((await getFromOther(path)).data).toEqual((await get(path)).data);
    }
  });

  it('has the same albums in every version, as tests rely on them', async () => {
    const { data } = await get(`/albums/${catalog.albumId(0)}`);
    expect(data).toMatchObject({
      name: expect.stringMatching(/\S/),
      album_type: 'album',
      total_tracks: 11,
    });
    expect(ids(data['artists']!)[0]).toBe(catalog.artistId(0));
    expect(ids(data['tracks']!['items']!)[0]).toBe(catalog.trackId(0));
  });

  it('has singles, albums and compilations, of one to three artists, with dates of three precisions', async () => {
    const pages = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        get(
          `/albums?ids=${Array.from({ length: 20 }, (_each, j) => catalog.albumId(i * 20 + j)).join(',')}`,
        ),
      ),
    );
    const albums = pages.flatMap(({ data }) => data['albums']!);
    const seen = (of: (album: Json) => unknown) => new Set(albums.map((album) => of(album)));
    expect(seen((album) => album['album_type'])).toEqual(
      new Set(['album', 'single', 'compilation']),
    );
    expect(seen((album) => album['artists']!.length)).toEqual(new Set([1, 2, 3]));
    expect(seen((album) => album['release_date_precision'])).toEqual(
      new Set(['day', 'month', 'year']),
    );
    for (const album of albums) {
      const digits = { year: 4, month: 7, day: 10 }[String(album['release_date_precision'])];
      expect(String(album['release_date'])).toHaveLength(digits ?? 0);
      expect(Number.isNaN(Date.parse(String(album['release_date'])))).toBe(false);
    }
    expect(seen((album) => album['name']).size).toBeGreaterThan(500);
  });
});
