import { FakeSpotify } from '../../lib/testing/fake-spotify.js';
import { getterOf, axiosFor, tokenOf, type Json } from './fake.client.js';

const UNKNOWN = '0'.repeat(22);

const development = new FakeSpotify();
const extended = new FakeSpotify({ quotaMode: 'extended' });
const { catalog } = development;
const get = { development: await getterOf(development), extended: await getterOf(extended) };

describe('limits', () => {
  it.each([
    ['development', `/albums/${catalog.albumId(0)}/tracks`, 1, 50, 20],
    ['development', `/artists/${catalog.artistId(0)}/albums`, 0, 10, 5],
    ['extended', `/artists/${catalog.artistId(0)}/albums`, 1, 50, 20],
    ['development', '/search?q=love&type=track', 1, 10, 5],
    ['extended', '/search?q=love&type=track', 1, 50, 20],
    ['extended', `/playlists/${catalog.playlistId(0)}/items`, 1, 50, 20],
    ['extended', `/playlists/${catalog.playlistId(0)}/tracks`, 1, 100, 20],
    ['extended', '/browse/new-releases', 1, 50, 20],
    ['extended', '/recommendations?seed_genres=jazz', 1, 100, 20],
  ] as const)(
    'in %s mode, of %s go from %i to %i, with %i by default',
    async (mode, path, min, max, usual) => {
      const at = (limit: number | string) =>
        get[mode](`${path}${path.includes('?') ? '&' : '?'}limit=${limit}`);
      expect(await at(min)).toMatchObject({ status: 200 });
      const { data } = await at(max);
      expect(JSON.stringify(data)).not.toContain('"error"');
      for (const bad of [min - 1, max + 1, 'many', '1.5', '']) {
        const { status, data: refusal } = await at(bad);
        expect({ bad, status, refusal }).toEqual({
          bad,
          status: 400,
          refusal: { error: { status: 400, message: 'Invalid limit' } },
        });
      }
      const first = await get[mode](path);
      const page =
        'seeds' in first.data
          ? undefined
          : (['tracks', 'albums'].map((n) => first.data[n]).find(Boolean) ?? first.data);
      expect(page?.['limit'] ?? first.data['tracks']?.length).toBe(usual);
    },
  );

  it.each([
    ['albums', 'albumId', 20],
    ['artists', 'artistId', 50],
    ['tracks', 'trackId', 50],
    ['shows', 'showId', 50],
    ['episodes', 'episodeId', 50],
    ['audiobooks', 'audiobookId', 50],
    ['chapters', 'chapterId', 50],
    ['audio-features', 'trackId', 100],
  ] as const)('allow as many ids for %s as Spotify does (%s, %i)', async (name, id, max) => {
    const ids = Array.from({ length: max + 1 }, (_, n) => catalog[id](n));
    const at = (some: readonly string[]) =>
      get.extended(`/${name}?ids=${some.join(',')}&market=GB`);
    const full = await at(ids.slice(1));
    const requested = full.data[name.replace('-', '_')]!.map(
      (item) => (item['linked_from'] ?? item)['id'],
    );
    expect(requested).toEqual(ids.slice(1));
    const over = await at(ids);
    expect(over).toMatchObject({
      status: 400,
      data: { error: { message: 'Too many ids requested' } },
    });
  });

  it('let a search reach the first 1,000 results', async () => {
    const path = '/search?q=the&type=track&limit=50&offset=';
    const last = await get.extended(`${path}950`);
    expect(last.data['tracks']).toMatchObject({ items: expect.any(Array), next: null });
    expect(last.data['tracks']!['total']).toBeGreaterThan(1000);
    expect(await get.extended(`${path}951`)).toMatchObject({ status: 400 });
  });
});

describe('refusals', () => {
  it.each([
    [400, 'Invalid base62 id', '/albums/not-an-id'],
    [400, 'Invalid base62 id', `/albums/${UNKNOWN}0`],
    [404, 'Resource not found', `/albums/${UNKNOWN}`],
    [404, 'Resource not found', `/tracks/${catalog.albumId(0)}`],
    [404, 'Resource not found', `/playlists/${UNKNOWN}/images`],
    [400, 'Invalid market code', `/albums/${catalog.albumId(0)}?market=ZZ`],
    [400, 'Invalid market code', `/albums/${catalog.albumId(0)}?market=`],
    [403, 'Insufficient client scope', `/albums/${catalog.albumId(0)}?market=from_token`],
    [404, `Non existing id: 'spotify:show:${catalog.showId(0)}'`, `/shows/${catalog.showId(0)}`],
    [
      404,
      `Non existing id: 'spotify:episode:${catalog.episodeId(0)}'`,
      `/episodes/${catalog.episodeId(0)}`,
    ],
    [
      404,
      `Non existing id: 'spotify:chapter:${catalog.chapterId(0)}'`,
      `/chapters/${catalog.chapterId(0)}?market=SE`,
    ],
    [400, 'Missing required parameter: q', '/search?type=album'],
    [400, 'Missing required parameter: type', '/search?q=love'],
    [400, 'Bad search type field song', '/search?q=love&type=album,song'],
    [400, 'Invalid offset', '/search?q=love&type=album&offset=-1'],
    [400, 'Invalid album type', `/artists/${catalog.artistId(0)}/albums?include_groups=ep`],
    [404, 'Service not found', '/nothing'],
    [404, 'Service not found', '/albums/a/b/c'],
    [404, 'Service not found', '/'],
  ])('%i %s: %s', async (status, message, path) => {
    expect((await get.development(path)).data).toEqual({ error: { status, message } });
  });

  it.each([
    [400, 'Missing required parameter: ids', '/albums'],
    [400, 'Invalid base62 id', `/albums?ids=${catalog.albumId(0)},nonsense`],
    [400, 'Invalid seeds', '/recommendations'],
    [400, 'Invalid seeds', '/recommendations?seed_genres=a,b,c,d,e,f'],
    [404, 'Resource not found', '/users/nobody'],
    [404, 'Resource not found', '/browse/categories/nothing'],
  ])('%i %s: %s in extended mode', async (status, message, path) => {
    expect((await get.extended(path)).data).toEqual({ error: { status, message } });
  });

  it('405 for methods other than GET', async () => {
    const headers = { authorization: `Bearer ${await tokenOf(development)}` };
    const http = axiosFor(development, development.adapter);
    const { status, headers: sent } = await http.post('/search', '', { headers });
    expect({ status, allow: sent['allow'] as unknown }).toEqual({ status: 405, allow: 'GET' });
  });

  it('null in place of ids that do not exist, in order', async () => {
    const ids = [UNKNOWN, catalog.albumId(1), UNKNOWN, catalog.albumId(1)];
    const { data } = await get.extended(`/albums?ids=${ids.join(',')}`);
    const found = data['albums']!.map((album) => (album as Json | null)?.['id'] ?? null);
    expect(found).toEqual([null, catalog.albumId(1), null, catalog.albumId(1)]);
  });

  it('null in place of what is not available without a market', async () => {
    const ids = `ids=${catalog.showId(0)}`;
    expect((await get.extended(`/shows?${ids}`)).data).toEqual({ shows: [null] });
    const book = `/audiobooks?ids=${catalog.audiobookId(0)}`;
    expect((await get.extended(`${book}&market=SE`)).data).toEqual({ audiobooks: [null] });
    expect((await get.extended(`${book}&market=AU`)).data['audiobooks']![0]).not.toBeNull();
  });
});

describe('a market', () => {
  it('replaces available_markets by is_playable', async () => {
    const path = `/albums/${catalog.albumId(0)}`;
    const without = await get.extended(path);
    const within = await get.extended(`${path}?market=SE`);
    const [before] = without.data['tracks']!['items']!;
    const [after] = within.data['tracks']!['items']!;
    expect(before).toHaveProperty('available_markets');
    expect(before).not.toHaveProperty('is_playable');
    expect(after).toHaveProperty('is_playable');
    expect(JSON.stringify(within.data)).not.toContain('available_markets');
  });

  it('restricts a track where it is not available', async () => {
    const ids = Array.from({ length: 200 }, (_, n) => catalog.trackId(n));
    const narrow: string[] = [];
    for (const id of ids) {
      const { data } = await get.extended(`/tracks/${id}`);
      const markets = data['available_markets'] as unknown as string[];
      if (!markets.includes('US')) narrow.push(id);
    }
    expect(narrow.length).toBeGreaterThan(0);
    const { data } = await get.development(`/tracks/${narrow[0]}?market=US`);
    expect(data).toMatchObject({ is_playable: false, restrictions: { reason: 'market' } });
  });

  it('is part of the links of an album’s tracks', async () => {
    const { data } = await get.development(`/albums/${catalog.albumId(0)}?market=SE`);
    expect(data['tracks']!['href']).toContain('market=SE');
  });
});

async function fields(text: string): Promise<Json> {
  const path = `/playlists/${catalog.playlistId(0)}?market=SE&fields=`;
  return (await get.extended(path + text)).data;
}

describe('fields of a playlist', () => {
  it.each([
    ['name', ['name']],
    ['name,uri', ['name', 'uri']],
    [
      '!tracks,!images',
      [
        'collaborative',
        'description',
        'external_urls',
        'followers',
        'href',
        'id',
        'name',
        'owner',
        'primary_color',
        'public',
        'snapshot_id',
        'type',
        'uri',
      ],
    ],
    ['owner.id', ['owner']],
  ])('of %s select %j', async (text, selected) => {
    expect(Object.keys(await fields(text)).toSorted()).toEqual(selected);
  });

  it('select nested fields', async () => {
    const data = await fields(
      'owner.id,tracks(total,items(added_by.id,track(name,album(!images,!artists))))',
    );
    expect(Object.keys(data['owner']!)).toEqual(['id']);
    expect(Object.keys(data['tracks']!).toSorted()).toEqual(['items', 'total']);
    const [entry] = data['tracks']!['items']!;
    expect(Object.keys(entry!).toSorted()).toEqual(['added_by', 'track']);
    expect(Object.keys(entry!['track']!).toSorted()).toEqual(['album', 'name']);
    expect(entry!['track']!['album']).toHaveProperty('release_date');
    expect(entry!['track']!['album']).not.toHaveProperty('images');
  });
});

describe('recommendations', () => {
  it('name their seeds and stay within the bounds', async () => {
    const seeds = `seed_artists=${catalog.artistId(3)}&seed_tracks=${catalog.trackId(9)}`;
    const { data } = await get.extended(`/recommendations?${seeds}&min_tempo=120&limit=15`);
    expect(data['seeds']!.map((seed) => seed['id'])).toEqual([
      catalog.artistId(3),
      catalog.trackId(9),
    ]);
    const ids = data['tracks']!.map((track) => track['id'] as unknown as string);
    expect(new Set(ids).size).toBe(15);
    const features = await get.extended(`/audio-features?ids=${ids.join(',')}`);
    const tempos = features.data['audio_features']!.map((each) => Number(each['tempo']));
    expect(Math.min(...tempos)).toBeGreaterThanOrEqual(120);
  });
});
