import { Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { spotifyPageSchema, spotifySchema } from 'nestjs-spotify/swagger';
import { Client, type SpotifyClient } from '../clients/client.decorator.js';
import { CatalogController } from './catalog-controller.decorator.js';
import { PageQuery, QueryPage } from './page-query.js';
import { SpotifyId } from './spotify-id.decorator.js';

@CatalogController('albums')
export class AlbumsController {
  @Get(':id')
  @ApiOperation({ summary: 'One album with its first tracks' })
  @ApiOkResponse({ schema: spotifySchema('Album') })
  album(@Client() { catalog }: SpotifyClient, @SpotifyId('album') id: string) {
    return catalog.albums.get(id);
  }

  @Get(':id/tracks')
  @ApiOperation({ summary: 'A page of the album’s tracks' })
  @ApiOkResponse({ schema: spotifyPageSchema('SimplifiedTrack') })
  tracks(
    @Client() { catalog }: SpotifyClient,
    @SpotifyId('album') id: string,
    @QueryPage() page: PageQuery,
  ) {
    return catalog.albums.tracks(id, page);
  }
}
