import { Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { spotifySchema } from 'nestjs-spotify/swagger';
import { Client, type SpotifyClient } from '../clients/client.decorator.js';
import { CatalogController } from './catalog-controller.decorator.js';
import { SpotifyId } from './spotify-id.decorator.js';

@CatalogController('tracks')
export class TracksController {
  @Get(':id')
  @ApiOperation({ summary: 'One track' })
  @ApiOkResponse({ schema: spotifySchema('Track') })
  track(@Client() { catalog }: SpotifyClient, @SpotifyId('track') id: string) {
    return catalog.tracks.get(id);
  }
}
