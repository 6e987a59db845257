import { type SpotifyForbiddenError, SpotifyNotFoundError } from 'nestjs-spotify';
import {
  buildAlbum,
  buildArtist,
  buildAudiobook,
  buildChapter,
  buildEpisode,
  buildPage,
  buildPlaylist,
  buildShow,
  buildTrack,
} from 'nestjs-spotify/testing';
import { client } from '../support/client.js';
import { startFake, TestFake } from '../support/fake.js';

const market = 'SE';

describe('answer()', () => {
  it('sets the response body of every request to a path template', async () => {
    const fake = new TestFake();
    const { catalog } = await client(fake);
    fake.answer('/albums/{id}', buildAlbum({ name: 'Souvlaki' }));
    for (const n of [0, 1]) {
      expect(await catalog.albums.get(fake.catalog.albumId(n))).toMatchObject({ name: 'Souvlaki' });
    }
    expect(await catalog.artists.get(fake.catalog.artistId(0))).not.toHaveProperty('tracks');
  });

  it('sets the response of a single path', async () => {
    const fake = new TestFake();
    const { catalog } = await client(fake);
    const [one, other] = [fake.catalog.trackId(0), fake.catalog.trackId(1)];
    fake.answer(`/tracks/${one}`, buildTrack({ id: one, name: 'Alison' }));
    expect(await catalog.tracks.get(one)).toMatchObject({ id: one, name: 'Alison' });
    expect(await catalog.tracks.get(other)).toMatchObject({ id: other });
  });

  it('takes a function of the request, over sockets too', async () => {
    const fake = await startFake();
    const { http } = await client(fake);
    fake.answer('/search', ({ query }) => ({ q: query.get('q') }));
    expect(await http.get('/search', { q: 'one', type: 'track' })).toEqual({ q: 'one' });
    expect(await http.get('/search', { q: 'two', type: 'track' })).toEqual({ q: 'two' });
  });

  it('takes a status, a body and headers', async () => {
    const fake = new TestFake();
    const { catalog } = await client(fake);
    const body = { error: { status: 404, message: 'gone' } };
    fake.answer('/shows/{id}', { status: 404, body, headers: { 'X-Edge': 'yes' } });
    const failed = catalog.shows.get(fake.catalog.showId(0), { market });
    await expect(failed).rejects.toThrow(SpotifyNotFoundError);
    await expect(failed).rejects.toMatchObject({ spotifyMessage: 'gone' });
  });

  it('applies to as many requests as `times` says; a later call takes precedence', async () => {
    const fake = new TestFake();
    const { http } = await client(fake);
    fake.answer('/markets', { markets: ['SE'] });
    fake.answer('/markets', ['later'], { times: 2 });
    const bodies: unknown[] = [];
    for (const _ of [1, 2, 3, 4]) bodies.push(await http.get('/markets'));
    expect(bodies).toEqual([['later'], ['later'], { markets: ['SE'] }, { markets: ['SE'] }]);
  });

  it('works for paths that the fake does not have, and for those that development mode does not have', async () => {
    const fake = new TestFake();
    const { http } = await client(fake);
    fake.answer('/me', { id: 'someone' });
    fake.answer('/browse/new-releases', { albums: buildPage([buildAlbum()]) });
    expect(await http.get('/me')).toEqual({ id: 'someone' });
    expect(await http.get('/browse/new-releases')).toMatchObject({ albums: { total: 1 } });
  });

  it('applies after faults, limits and the check of the token', async () => {
    const fake = new TestFake({ requestsPerDay: 1 });
    const { http } = await client(fake);
    fake.answer('/me', 'hello');
    fake.failNext({ status: 500 });
    await expect(http.get('/me')).rejects.toMatchObject({ status: 500 });
    fake.expireTokens();
    expect(fake.requests.at(-1)).toMatchObject({ status: 500 });
    expect(await http.get('/me').catch(({ status }) => status)).toBe(429);
  });

  it('rejects a template that no endpoint has', () => {
    expect(() => new TestFake().answer('/album/{id}', {})).toThrow(
      '"/album/{id}" is not an endpoint of the fake',
    );
  });
});

describe.each(['development', 'extended'] as const)('catalog.add in %s mode', (quotaMode) => {
  let fake: TestFake;
  let catalog: Awaited<ReturnType<typeof client>>['catalog'];

  beforeEach(async () => {
    fake = new TestFake({ quotaMode });
    ({ catalog } = await client(fake));
  });

  it('returns the whole artist, as the catalogue then does', async () => {
    const artist = fake.catalog.add.artist({ name: 'Slowdive' });
    expect(artist).toMatchObject({ name: 'Slowdive', type: 'artist', id: expect.any(String) });
    expect('popularity' in artist).toBe(quotaMode === 'extended');
    expect(await catalog.artists.get(artist.id)).toEqual(artist);
    expect(await catalog.artists.getMany([artist.id])).toEqual([artist]);
  });

  it('adds albums and tracks to the lists that they belong to', async () => {
    const artist = fake.catalog.add.artist({ name: 'Slowdive' });
    const album = fake.catalog.add.album({ name: 'Souvlaki', artists: [artist] });
    const names = ['Alison', 'Machine Gun'];
    for (const name of names) fake.catalog.add.track({ name, album, artists: [artist] });
    const found = await catalog.albums.get(album.id);
    expect(found.tracks.items.map(({ name }) => name)).toEqual(names);
    expect(found.total_tracks).toBe(2);
    expect(found.artists).toEqual([
      {
        external_urls: artist.external_urls,
        href: artist.href,
        id: artist.id,
        name: 'Slowdive',
        type: 'artist',
        uri: artist.uri,
      },
    ]);
    expect((await catalog.albums.tracks(album.id).toArray()).map(({ name }) => name)).toEqual(
      names,
    );
    const albums = await catalog.artists.albums(artist.id).toArray();
    expect(albums.map(({ id }) => id)).toEqual([album.id]);
    const [track] = found.tracks.items;
    expect((await catalog.tracks.get(track!.id)).album).not.toHaveProperty('tracks');
  });

  it('can add to objects of the generated catalogue, too', async () => {
    const album = await catalog.albums.get(fake.catalog.albumId(0));
    const track = fake.catalog.add.track({ name: 'A Bonus', album });
    const after = await catalog.albums.get(album.id);
    expect(after.total_tracks).toBe(album.total_tracks + 1);
    expect(after.tracks.items.at(-1)).toMatchObject({ id: track.id, name: 'A Bonus' });
  });

  it('makes a search list added objects first, for each type', async () => {
    const { add } = fake.catalog;
    const artist = add.artist({ name: 'Slowdive' });
    const album = add.album({ name: 'Love Souvlaki', artists: [artist] });
    const track = add.track({ name: 'Love Alison', album });
    const ids = {
      artists: artist.id,
      albums: album.id,
      tracks: track.id,
      playlists: add.playlist({ name: 'Slowdive for Working' }).id,
      shows: add.show({ name: 'The Slowdive Hour' }).id,
      episodes: add.episode({ name: 'On Slowdive' }).id,
      audiobooks: add.audiobook({ name: 'Slowdive: A Life' }).id,
    };
    const types = ['album', 'artist', 'playlist', 'track', 'show', 'episode', 'audiobook'] as const;
    const results = await catalog.search.query('slowdive', types, { market: 'GB' });
    for (const [name, id] of Object.entries(ids)) {
      expect(results[name as keyof typeof ids]?.items.map((item) => item?.id)).toEqual([id]);
    }
    const loved = await catalog.search.query('love', ['track'], { limit: 5 });
    expect(loved.tracks.items[0]).toMatchObject({ id: track.id });
    expect(loved.tracks.items).toHaveLength(5);
    const filtered = await catalog.search.query('artist:slowdive album:souvlaki', ['track']);
    expect(filtered.tracks.items.map(({ id }) => id)).toEqual([track.id]);
  });

  it('adds shows with episodes and audiobooks with chapters', async () => {
    const show = fake.catalog.add.show({ name: 'The Test Hour' });
    const episode = fake.catalog.add.episode({ name: 'One', show });
    expect(await catalog.shows.get(show.id, { market })).toMatchObject({
      name: 'The Test Hour',
      total_episodes: 1,
      episodes: { items: [{ id: episode.id }] },
    });
    expect((await catalog.episodes.get(episode.id, { market })).show).not.toHaveProperty(
      'episodes',
    );
    const audiobook = fake.catalog.add.audiobook({ name: 'On Tests' });
    const chapter = fake.catalog.add.chapter({ name: 'One', audiobook });
    const chapters = await catalog.audiobooks.chapters(audiobook.id, { market: 'GB' }).toArray();
    expect(chapters).toMatchObject([{ id: chapter.id, type: 'chapter', is_playable: true }]);
  });

  it('adds playlists, whose content an app token gets in extended mode only', async () => {
    const track = fake.catalog.add.track({ name: 'Alison' });
    const playlist = fake.catalog.add.playlist({ name: 'Mine', items: [track, null] });
    const found = await catalog.playlists.get(playlist.id);
    expect(found.name).toBe('Mine');
    const extended = quotaMode === 'extended';
    expect(found.items?.items.map((entry) => entry?.item?.name)).toEqual(
      extended ? ['Alison', undefined] : undefined,
    );
    const items = catalog.playlists.items(playlist.id).toArray();
    const outcome: unknown = await items.then(
      (entries) => entries.map(({ item }) => item?.id ?? null),
      ({ status }: SpotifyForbiddenError) => status,
    );
    expect(outcome).toEqual(extended ? [track.id, null] : 403);
  });

  it('serves images as a drawing with the name', async () => {
    const { images } = fake.catalog.add.artist({ name: 'Slowdive' });
    const { data } = await (
      await import('axios')
    ).default.get<string>(images[0]!.url, {
      adapter: fake.adapter,
    });
    expect(data).toContain('<title>Slowdive</title>');
  });

  it('changes no other fake', async () => {
    const { id } = new TestFake({ quotaMode }).catalog.add.artist({ name: 'Slowdive' });
    await expect(catalog.artists.get(id)).rejects.toThrow(SpotifyNotFoundError);
  });
});

describe('lists in extended mode', () => {
  it('contain what was added: new releases, top tracks, a user’s playlists', async () => {
    const fake = new TestFake({ quotaMode: 'extended' });
    const { catalog } = await client(fake);
    const { add } = fake.catalog;
    const artist = add.artist();
    const album = add.album({ artists: [artist] });
    const track = add.track({ album });
    const playlist = add.playlist({ name: 'Mine' });
    expect((await catalog.browse.newReleases().toArray({ max: 1 }))[0]).toMatchObject({
      id: album.id,
    });
    expect(await catalog.artists.topTracks(artist.id)).toMatchObject([{ id: track.id }]);
    expect(await catalog.artists.relatedArtists(artist.id)).toEqual([]);
    const playlists = await catalog.users.playlists(playlist.owner.id).toArray();
    expect(playlists).toMatchObject([{ id: playlist.id, items: { total: 0 } }]);
  });
});

describe('builders', () => {
  it.each([
    ['album', buildAlbum],
    ['artist', buildArtist],
    ['audiobook', buildAudiobook],
    ['chapter', buildChapter],
    ['episode', buildEpisode],
    ['playlist', buildPlaylist],
    ['show', buildShow],
    ['track', buildTrack],
  ] as const)('give an %s with its own id and the given fields', (type, build) => {
    const [one, other] = [build({ name: 'One' }), build({ name: undefined })];
    expect(one).toMatchObject({ name: 'One', type });
    expect(one.id).toMatch(/^[0-9A-Za-z]{22}$/);
    expect(one.href).toContain(one.id);
    expect(one.uri).toContain(one.id);
    expect(other.id).not.toBe(one.id);
    expect(other.name).toMatch(/\S/);
    expect(build({ id: 'mine' })).toMatchObject({
      id: 'mine',
      uri: expect.stringMatching(/:mine$/),
    });
    expect(JSON.stringify(one)).not.toContain('undefined');
  });

  it('set totals by the items of a list', () => {
    const tracks = buildPage([buildTrack(), buildTrack()]);
    expect(tracks).toMatchObject({ total: 2, next: null, previous: null, offset: 0 });
    expect(buildAlbum({ tracks })).toMatchObject({ total_tracks: 2 });
    expect(buildPage(['a'], { total: 70 })).toMatchObject({ total: 70, items: ['a'] });
  });

  it('give a track the artists of its album', () => {
    const artist = buildArtist({ name: 'Slowdive' });
    const album = buildAlbum({ artists: [artist] });
    expect(buildTrack({ album }).artists).toEqual([artist]);
    expect(buildTrack({ artists: [artist] }).album.artists).toEqual([artist]);
  });
});
