import { Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { searchQuery, SpotifyUnavailableError } from 'nestjs-spotify';
import { spotifyListSchema, spotifyPageSchema, spotifySchema } from 'nestjs-spotify/swagger';
import { Client, type SpotifyClient } from '../clients/client.decorator.js';
import { CatalogController } from './catalog-controller.decorator.js';
import { PageQuery, QueryPage } from './page-query.js';
import { SpotifyId } from './spotify-id.decorator.js';

@CatalogController('artists')
export class ArtistsController {
  @Get(':id')
  @ApiOperation({ summary: 'One artist' })
  @ApiOkResponse({ schema: spotifySchema('Artist') })
  artist(@Client() { catalog }: SpotifyClient, @SpotifyId('artist') id: string) {
    return catalog.artists.get(id);
  }

  @Get(':id/albums')
  @ApiOperation({ summary: 'A page of the artist’s albums and singles' })
  @ApiOkResponse({ schema: spotifyPageSchema('ArtistDiscographyAlbum') })
  albums(
    @Client() { catalog }: SpotifyClient,
    @SpotifyId('artist') id: string,
    @QueryPage() { offset, limit }: PageQuery,
  ) {
    return catalog.artists.albums(id, { offset, limit, includeGroups: ['album', 'single'] });
  }

  @Get(':id/top-tracks')
  @ApiOperation({
    summary:
      'The artist’s best-known tracks. Development mode lacks that endpoint: there a search takes its place',
  })
  @ApiOkResponse({ schema: spotifyListSchema('Track') })
  async topTracks(@Client() { catalog }: SpotifyClient, @SpotifyId('artist') id: string) {
    try {
      return await catalog.artists.topTracks(id);
    } catch (error) {
      if (!(error instanceof SpotifyUnavailableError)) throw error;
      const { name } = await catalog.artists.get(id);
      return catalog.search.tracks(searchQuery({ artist: name })).toArray({ max: 10 });
    }
  }
}
