import { FakeSpotify } from '../../lib/testing/fake-spotify.js';
import { asker } from './fake.client.js';

const MODES = ['development', 'extended'] as const;
const development = new FakeSpotify();
const extended = new FakeSpotify({ quotaMode: 'extended' });
const { catalog } = development;
const ask = { development: await asker(development), extended: await asker(extended) };

/** Paths with an id each, of which only extended apps still get an answer. */
const GONE = [
  `/albums?ids=${catalog.albumId(0)}`,
  `/artists?ids=${catalog.artistId(0)}`,
  `/tracks?ids=${catalog.trackId(0)}`,
  `/shows?ids=${catalog.showId(0)}`,
  `/episodes?ids=${catalog.episodeId(0)}`,
  `/audiobooks?ids=${catalog.audiobookId(0)}`,
  `/chapters?ids=${catalog.chapterId(0)}`,
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

/** What both modes answer. */
const KEPT = [
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
  `/playlists/${catalog.playlistId(0)}/items`,
  `/playlists/${catalog.playlistId(0)}/images`,
  '/search?q=love&type=album',
];

describe('quota modes', () => {
  it.each(KEPT)('both answer %s', async (path) => {
    for (const mode of MODES) expect(await ask[mode](path)).toMatchObject({ status: 200 });
  });

  it.each(GONE)('only extended mode answers %s', async (path) => {
    expect(await ask.extended(path)).toMatchObject({ status: 200 });
    const { status, data } = await ask.development(path);
    expect(status).toBe(403);
    expect(data).toEqual({ error: { status: 403, message: 'Forbidden' } });
  });

  it.each(MODES)('names a playlist’s list as %s mode does', async (mode) => {
    const old = mode === 'extended';
    const { data } = await ask[mode](`/playlists/${catalog.playlistId(0)}?market=SE`);
    expect('tracks' in data).toBe(old);
    expect('items' in data).toBe(!old);
    const [entry] = old ? data['tracks']!['items']! : data['items']!['items']!;
    expect(entry).toMatchObject({ [old ? 'track' : 'item']: { type: 'track' } });
    expect(entry).not.toHaveProperty(old ? 'item' : 'track');
    const items = await ask[mode](`/playlists/${catalog.playlistId(0)}/items?market=SE`);
    expect(items.data['items']![0]).toHaveProperty('item');
    expect('track' in items.data['items']![0]!).toBe(old);
  });

  it('development mode leaves out the fields that apps lost', async () => {
    const lost = {
      [`/artists/${catalog.artistId(0)}`]: ['followers', 'genres', 'popularity'],
      [`/albums/${catalog.albumId(0)}`]: ['available_markets', 'genres', 'label', 'popularity'],
      [`/tracks/${catalog.trackId(0)}`]: ['available_markets', 'popularity', 'preview_url'],
      [`/shows/${catalog.showId(0)}?market=SE`]: ['publisher'],
      [`/episodes/${catalog.episodeId(0)}?market=SE`]: ['audio_preview_url', 'language'],
    };
    for (const [path, names] of Object.entries(lost)) {
      const [now, before] = [await ask.development(path), await ask.extended(path)];
      for (const field of names) {
        expect(now.data).not.toHaveProperty(field);
        expect(before.data).toHaveProperty(field);
      }
    }
  });
});
