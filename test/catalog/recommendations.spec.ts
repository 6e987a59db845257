import { SpotifyBadRequestError } from 'nestjs-spotify';
import { client } from '../support/client.js';
import { TestFake } from '../support/fake.js';

const ID = '4aawyAB9vmqN3uQ7FjRGTy';

describe('recommendations.get', () => {
  it('sends seeds of all kinds, and the attributes under Spotify’s names', async () => {
    const fake = new TestFake({ quotaMode: 'extended' });
    const { catalog } = await client(fake, { market: 'SE' });
    const artist = fake.catalog.artistId(1);
    const track = fake.catalog.trackId(1);
    const found = await catalog.recommendations.get({
      seedArtists: [`spotify:artist:${artist}`],
      seedTracks: [`https://open.spotify.com/track/${track}`],
      seedGenres: ['jazz', 'ambient'],
      minTempo: 90.5,
      maxDurationMs: 400_000,
      targetTimeSignature: 4,
      limit: 7,
    });
    expect(Object.fromEntries(fake.apiRequests()[0]?.query ?? [])).toEqual({
      market: 'SE',
      limit: '7',
      seed_artists: artist,
      seed_tracks: track,
      seed_genres: 'jazz,ambient',
      min_tempo: '90.5',
      max_duration_ms: '400000',
      target_time_signature: '4',
    });
    expect(found.seeds).toHaveLength(4);
  });

  it('leaves out kinds of seeds that are not given, and requests 20 tracks by default', async () => {
    const fake = new TestFake({ quotaMode: 'extended' });
    const { catalog } = await client(fake);
    await catalog.recommendations.get({ seedGenres: ['jazz'], seedTracks: [] });
    expect(fake.apiRequests()[0]?.query.toString()).toBe('seed_genres=jazz&limit=20');
  });

  it.each([
    ['no seed', {}, '0 seeds were given'],
    ['no seed but empty lists', { seedGenres: [], seedTracks: [] }, '0 seeds were given'],
    [
      'six seeds together',
      { seedGenres: ['a', 'b'], seedArtists: [ID, ID], seedTracks: [ID, ID] },
      '6 seeds were given; recommendations take 1 to 5',
    ],
    ['a seed that is no id', { seedTracks: ['nonsense'] }, 'not a valid track id'],
    [
      'an attribute that is no number',
      { seedTracks: [ID], minTempo: Number.NaN },
      'min_tempo is NaN',
    ],
    ['a limit of 101', { seedTracks: [ID], limit: 101 }, 'it takes 1 to 100'],
  ])('refuses %s before any request', async (_, options, message) => {
    const fake = new TestFake({ quotaMode: 'extended' });
    const { catalog } = await client(fake);
    const call = catalog.recommendations.get(options);
    await expect(call).rejects.toThrow(SpotifyBadRequestError);
    await expect(call).rejects.toThrow(message);
    expect(fake.requests).toEqual([]);
  });
});
