import { FakeSpotify } from '../../lib/testing/fake-spotify.js';
import { getterOf } from './fake.client.js';

const MODES = ['development', 'extended'] as const;
const development = new FakeSpotify();
const extended = new FakeSpotify({ quotaMode: 'extended' });
const { catalog } = development;
const get = { development: await getterOf(development), extended: await getterOf(extended) };

/** Paths that only extended apps still have. */
const EXTENDED_ONLY = [
  `/albums?ids=${catalog.albumId(0)}`,
  `/artists?ids=${catalog.artistId(0)}`,
  `/tracks?ids=${catalog.trackId(0)}`,
  `/shows?ids=${catalog.showId(0)}`,
  `/episodes?ids=${catalog.episodeId(0)}`,
  `/artists/${catalog.artistId(0)}/top-tracks`,
  `/artists/${catalog.artistId(0)}/related-artists`,
  `/playlists/${catalog.playlistId(0)}/tracks`,
  `/playlists/${catalog.playlistId(0)}/followers/contains?ids=someone`,
  '/browse/featured-playlists',
  '/browse/categories',
  '/browse/categories/jazz',
  '/browse/categories/jazz/playlists',
  '/browse/new-releases',
  '/audio-features?ids=' + catalog.trackId(0),
  `/audio-features/${catalog.trackId(0)}`,
  `/audio-analysis/${catalog.trackId(0)}`,
  `/recommendations?seed_artists=${catalog.artistId(0)}`,
  '/recommendations/available-genre-seeds',
  '/markets',
];

/** Paths that both modes have. */
const COMMON = [
  `/albums/${catalog.albumId(0)}`,
  `/albums/${catalog.albumId(0)}/tracks`,
  `/artists/${catalog.artistId(0)}`,
  `/artists/${catalog.artistId(0)}/albums`,
  `/tracks/${catalog.trackId(0)}`,
  `/shows/${catalog.showId(0)}?market=SE`,
  `/shows/${catalog.showId(0)}/episodes?market=SE`,
  `/episodes/${catalog.episodeId(0)}?market=SE`,
  `/audiobooks/${catalog.audiobookId(0)}?market=GB`,
  `/audiobooks/${catalog.audiobookId(0)}/chapters?market=GB`,
  `/chapters/${catalog.chapterId(0)}?market=GB`,
  `/playlists/${catalog.playlistId(0)}`,
  `/playlists/${catalog.playlistId(0)}/images`,
  '/search?q=love&type=album',
];

describe('quota modes', () => {
  it.each(COMMON)('both have %s', async (path) => {
    for (const mode of MODES) expect(await get[mode](path)).toMatchObject({ status: 200 });
  });

  it.each(EXTENDED_ONLY)('only extended mode has %s', async (path) => {
    expect(await get.extended(path)).toMatchObject({ status: 200 });
    const { status, data } = await get.development(path);
    expect(status).toBe(403);
    expect(data).toEqual({ error: { status: 403, message: 'Forbidden' } });
  });

  it('extended mode names a playlist’s list and its content as before', async () => {
    const id = catalog.playlistId(0);
    const { data } = await get.extended(`/playlists/${id}?market=SE`);
    expect(data).not.toHaveProperty('items');
    const pages = [
      data['tracks']!,
      (await get.extended(`/playlists/${id}/items?market=SE`)).data,
      (await get.extended(`/playlists/${id}/tracks?market=SE`)).data,
    ];
    for (const page of pages) {
      const [entry] = page['items']!;
      expect(entry).toMatchObject({ track: { type: 'track', track: true, episode: false } });
      expect(entry).not.toHaveProperty('item');
    }
  });

  it('development mode leaves out the fields that its apps do not get', async () => {
    const lost = {
      [`/artists/${catalog.artistId(0)}`]: ['followers', 'genres', 'popularity'],
      [`/albums/${catalog.albumId(0)}`]: ['available_markets', 'genres', 'label', 'popularity'],
      [`/tracks/${catalog.trackId(0)}`]: ['available_markets', 'popularity', 'preview_url'],
      [`/shows/${catalog.showId(0)}?market=SE`]: ['publisher'],
      [`/episodes/${catalog.episodeId(0)}?market=SE`]: ['audio_preview_url', 'language'],
    };
    for (const [path, names] of Object.entries(lost)) {
      const [now, before] = [await get.development(path), await get.extended(path)];
      for (const field of names) {
        expect(now.data).not.toHaveProperty(field);
        expect(before.data).toHaveProperty(field);
      }
    }
  });
});
