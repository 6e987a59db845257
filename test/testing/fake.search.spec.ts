import { FakeSpotify } from '../../lib/testing/fake-spotify.js';
import { getterOf, type Json } from './fake.client.js';

const TYPES = ['album', 'artist', 'playlist', 'track', 'show', 'episode', 'audiobook'];
const fake = new FakeSpotify({ quotaMode: 'extended' });
const get = await getterOf(fake);

async function search(q: string, type: string, more = ''): Promise<Json> {
  const { data } = await get(`/search?q=${encodeURIComponent(q)}&type=${type}&market=GB${more}`);
  return data;
}

const names = (page: Json | undefined) =>
  page?.['items']?.map((item) => String((item as Json | null)?.['name'])) ?? [];

describe('search', () => {
  it('gives one page per requested type', async () => {
    const pages = await search('love', TYPES.join(','));
    expect(Object.keys(pages)).toEqual(TYPES.map((type) => `${type}s`));
  });

  it.each(['love', 'night', 'river', 'summer'])('finds many results for %j', async (word) => {
    const pages = await search(word, 'album,track');
    expect(pages['albums']!['total']).toBeGreaterThan(50);
    expect(pages['tracks']!['total']).toBeGreaterThan(500);
    for (const name of names(pages['albums'])) expect(name.toLowerCase()).toContain(word);
  });

  it('finds nothing for nonsense', async () => {
    const pages = await search('zqxjkv', TYPES.join(','));
    for (const type of TYPES) {
      expect(pages[`${type}s`]).toMatchObject({ items: [], total: 0, next: null, previous: null });
    }
  });

  it('finds an album by its title and its artist', async () => {
    const { data: album } = await get(`/albums/${fake.catalog.albumId(42)}`);
    const q = `${String(album['name'])} ${String(album['artists']![0]!['name'])}`;
    const page = (await search(q, 'album', '&limit=50'))['albums']!;
    expect(page['items']!.map((item) => item['id'])).toContain(fake.catalog.albumId(42));
  });

  it('matches all words, in any case, and by their beginning', async () => {
    const all = (await search('golden', 'track'))['tracks']!;
    const both = (await search('GOLDEN riv', 'track'))['tracks']!;
    expect(both['total']).toBeLessThan(Number(all['total']));
    expect(both['total']).toBeGreaterThan(0);
  });

  it('always gives the same results', async () => {
    const again = await getterOf(new FakeSpotify({ quotaMode: 'extended' }));
    const { data } = await again('/search?q=night&type=track&market=GB');
    expect(data).toEqual(await search('night', 'track'));
  });

  it('pages to the end of the results', async () => {
    const ids: string[] = [];
    let next: string | null = '/search?q=lighthouse&type=album,track&limit=50&market=GB';
    let total = 0;
    while (next !== null) {
      const { data } = await get(next);
      ids.push(...data['tracks']!['items']!.map((item) => String(item['id'])));
      total = Number(data['tracks']!['total']);
      next = data['tracks']!['next'] as unknown as string | null;
    }
    expect(total).toBeGreaterThan(50);
    expect(total).toBeLessThan(1000);
    expect(new Set(ids).size).toBe(total);
  });

  it('has links per type that search that type alone', async () => {
    const pages = await search('love', 'album,track');
    expect(String(pages['albums']!['next'])).toContain('type=album&');
  });

  it('gives some playlists as null', async () => {
    const page = (await search('love', 'playlist', '&limit=50'))['playlists']!;
    expect(page['items']).toContain(null);
    expect(page['items']).toHaveLength(50);
  });

  it('leaves out most results that need a market, without one', async () => {
    const types = 'show,episode,audiobook';
    const { data: few } = await get(`/search?q=letters&type=${types}`);
    const all = await search('letters', types);
    for (const page of ['shows', 'episodes', 'audiobooks']) {
      expect(few[page]!['total']).toBeGreaterThan(0);
      expect(few[page]!['total']).toBeLessThan(Number(all[page]!['total']) / 2);
    }
    const { data: swedish } = await get('/search?q=love&type=show,audiobook&market=SE');
    expect(swedish['shows']!['total']).toBeGreaterThan(0);
    expect(swedish['audiobooks']!['total']).toBe(0);
  });
});

describe('filters', () => {
  it('artist: selects an artist, with a value of several words in quotes', async () => {
    const { data: artist } = await get(`/artists/${fake.catalog.artistId(4)}`);
    const name = String(artist['name']);
    const page = (await search(`artist:"${name}"`, 'track', '&limit=50'))['tracks']!;
    expect(page['total']).toBeGreaterThan(0);
    for (const track of page['items']!)
      expect(names({ items: track['artists'] } as unknown as Json)).toContain(name);
  });

  it('album: and track: look in their titles', async () => {
    const albums = (await search('album:winter', 'album'))['albums']!;
    for (const name of names(albums)) expect(name).toMatch(/winter/i);
    const tracks = (await search('track:honey year:1990-1999', 'track'))['tracks']!;
    expect(tracks['total']).toBeGreaterThan(0);
    for (const track of tracks['items']!) {
      expect(String(track['name'])).toMatch(/honey/i);
      expect(String(track['album']!['release_date'])).toMatch(/^199\d/);
    }
  });

  it('year: takes one year', async () => {
    const page = (await search('year:2001', 'album'))['albums']!;
    expect(page['total']).toBeGreaterThan(0);
    for (const album of page['items']!) expect(String(album['release_date'])).toMatch(/^2001/);
  });

  it('genre: finds artists and tracks, not albums', async () => {
    const pages = await search('genre:jazz', 'artist,track,album');
    for (const artist of pages['artists']!['items']!)
      expect(String(artist['genres'])).toContain('jazz');
    expect(pages['tracks']!['total']).toBeGreaterThan(100);
    expect(pages['albums']!['total']).toBe(0);
  });

  it('isrc: and upc: find one result', async () => {
    const { data: track } = await get(`/tracks/${fake.catalog.trackId(123)}`);
    const tracks = (await search(`isrc:${String(track['external_ids']!['isrc'])}`, 'track'))[
      'tracks'
    ]!;
    expect(tracks['items']!.map((item) => item['id'])).toEqual([fake.catalog.trackId(123)]);
    const { data: album } = await get(`/albums/${fake.catalog.albumId(12)}`);
    const albums = (await search(`upc:${String(album['external_ids']!['upc'])}`, 'album'))[
      'albums'
    ]!;
    expect(albums['items']!.map((item) => item['id'])).toEqual([fake.catalog.albumId(12)]);
  });

  it('tag:new finds the latest albums, tag:hipster the least known', async () => {
    for (const album of (await search('tag:new', 'album'))['albums']!['items']!) {
      expect(String(album['release_date']) >= '2024').toBe(true);
    }
    expect((await search('tag:hipster', 'album'))['albums']!['total']).toBeGreaterThan(0);
    expect((await search('tag:new', 'track'))['tracks']!['total']).toBe(0);
  });
});
