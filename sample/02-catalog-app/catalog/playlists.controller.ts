import { Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { spotifyPageSchema, spotifySchema } from 'nestjs-spotify/swagger';
import { Client, type SpotifyClient } from '../clients/client.decorator.js';
import { CatalogController } from './catalog-controller.decorator.js';
import { PageQuery, QueryPage } from './page-query.js';
import { SpotifyId } from './spotify-id.decorator.js';

@CatalogController('playlists')
export class PlaylistsController {
  @Get(':id')
  @ApiOperation({
    summary: 'One playlist with its first entries; without them in development mode',
  })
  @ApiOkResponse({ schema: spotifySchema('Playlist') })
  playlist(@Client() { catalog }: SpotifyClient, @SpotifyId('playlist') id: string) {
    return catalog.playlists.get(id);
  }

  @Get(':id/items')
  @ApiOperation({ summary: 'A page of the playlist’s entries; not in development mode' })
  @ApiOkResponse({ schema: spotifyPageSchema('PlaylistItem') })
  items(
    @Client() { catalog }: SpotifyClient,
    @SpotifyId('playlist') id: string,
    @QueryPage() page: PageQuery,
  ) {
    return catalog.playlists.items(id, page);
  }
}
