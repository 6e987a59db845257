import { Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { spotifyPageSchema, spotifySchema } from 'nestjs-spotify/swagger';
import { Client, type SpotifyClient } from '../clients/client.decorator.js';
import { CatalogController } from './catalog-controller.decorator.js';
import { PageQuery, QueryPage } from './page-query.js';
import { SpotifyId } from './spotify-id.decorator.js';

@CatalogController('shows')
export class ShowsController {
  @Get(':id')
  @ApiOperation({ summary: 'One podcast with its first episodes' })
  @ApiOkResponse({ schema: spotifySchema('Show') })
  show(@Client() { catalog }: SpotifyClient, @SpotifyId('show') id: string) {
    return catalog.shows.get(id);
  }

  @Get(':id/episodes')
  @ApiOperation({ summary: 'A page of the podcast’s episodes, newest first' })
  @ApiOkResponse({ schema: spotifyPageSchema('SimplifiedEpisode') })
  episodes(
    @Client() { catalog }: SpotifyClient,
    @SpotifyId('show') id: string,
    @QueryPage() page: PageQuery,
  ) {
    return catalog.shows.episodes(id, page);
  }
}
