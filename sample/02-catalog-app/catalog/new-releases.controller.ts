import { Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { searchQuery, SpotifyUnavailableError } from 'nestjs-spotify';
import { spotifyPageSchema } from 'nestjs-spotify/swagger';
import { Client, type SpotifyClient } from '../clients/client.decorator.js';
import { CatalogController } from './catalog-controller.decorator.js';
import { PageQuery, QueryPage } from './page-query.js';

@CatalogController('new-releases')
export class NewReleasesController {
  @Get()
  @ApiOperation({
    summary:
      'New albums. Development mode lacks that endpoint: there a search for them takes its place',
  })
  @ApiOkResponse({ schema: spotifyPageSchema('SimplifiedAlbum') })
  async albums(@Client() { catalog }: SpotifyClient, @QueryPage() page: PageQuery) {
    try {
      return await catalog.browse.newReleases(page);
    } catch (error) {
      if (!(error instanceof SpotifyUnavailableError)) throw error;
      return catalog.search.albums(searchQuery({ tag: 'new' }), page);
    }
  }
}
