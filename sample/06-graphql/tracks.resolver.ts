import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { SpotifyAlbumsService, SpotifySearchService } from 'nestjs-spotify';
import { Album, Track } from './models.js';

@Resolver(() => Track)
export class TracksResolver {
  constructor(
    private readonly search: SpotifySearchService,
    private readonly albums: SpotifyAlbumsService,
  ) {}

  @Query(() => [Track])
  async tracks(@Args('words') words: string): Promise<Track[]> {
    const { tracks } = await this.search.query(words, ['track'], { limit: 20 });
    return tracks.items.map(({ album, ...track }) => ({ ...track, albumId: album.id }));
  }

  /**
   * Called for each track by itself. That needs no DataLoader: look-ups of one turn of the event loop are one request where
   * Spotify lets the app request several objects at once, and equal ones are one in any case.
   */
  @ResolveField(() => Album)
  album(@Parent() { albumId }: Track): Promise<Album> {
    return this.albums.get(albumId);
  }
}
