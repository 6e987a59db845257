import { NotFoundException } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { SpotifyAlbumsService, SpotifyArtistsService, SpotifySearchService } from 'nestjs-spotify';
import { buildAlbum, buildArtist, buildPage, buildTrack } from 'nestjs-spotify/testing';
import { DiscographyService } from './discography.service.js';

// A unit test: the services of the library are replaced, and builders make whole, typed objects for them.
describe('DiscographyService', () => {
  const track = buildTrack({ duration_ms: 5 * 60_000 });
  const early = buildAlbum({ name: 'Early', release_date: '1991', tracks: buildPage([track]) });
  const late = buildAlbum({
    name: 'Late',
    release_date: '2017-05-05',
    tracks: buildPage([track, track]),
  });
  const found = { value: [buildArtist({ name: 'Slowdive' })] };

  async function service(): Promise<DiscographyService> {
    const search = { artists: () => ({ first: async () => found.value[0] }) };
    const artists = { albums: () => ({ toArray: async () => [early, late] }) };
    const albums = { getMany: async () => [early, late, null] };
    const moduleRef = await Test.createTestingModule({
      providers: [
        DiscographyService,
        { provide: SpotifySearchService, useValue: search },
        { provide: SpotifyArtistsService, useValue: artists },
        { provide: SpotifyAlbumsService, useValue: albums },
      ],
    }).compile();
    return moduleRef.get(DiscographyService);
  }

  it('lists the albums that there are, newest first', async () => {
    expect(await (await service()).of('slowdive')).toEqual({
      artist: 'Slowdive',
      albums: [
        { name: 'Late', year: 2017, minutes: 10 },
        { name: 'Early', year: 1991, minutes: 5 },
      ],
    });
  });

  it('says so where there is no such artist', async () => {
    found.value = [];
    await expect((await service()).of('nobody')).rejects.toThrow(NotFoundException);
  });
});
