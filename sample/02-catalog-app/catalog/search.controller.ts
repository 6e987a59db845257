import { Get, NotFoundException, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery } from '@nestjs/swagger';
import { spotifyPageSchema, spotifySchema } from 'nestjs-spotify/swagger';
import { Client, type SpotifyClient } from '../clients/client.decorator.js';
import { CatalogController } from './catalog-controller.decorator.js';
import { PageQuery, QueryPage } from './page-query.js';

const TYPES = ['album', 'artist', 'track', 'playlist', 'show'] as const;
const LISTS = ['albums', 'artists', 'tracks', 'playlists', 'shows'] as const;

const ITEMS = [
  'SimplifiedAlbum',
  'Artist',
  'Track',
  'SimplifiedPlaylist',
  'SimplifiedShow',
] as const;

@CatalogController('search')
@ApiQuery({
  name: 'q',
  description: 'Words, and filters such as artist: or year:',
  example: 'light',
})
export class SearchController {
  @Get()
  @ApiOperation({ summary: 'The first page of each type, with one request' })
  @ApiOkResponse({ schema: spotifySchema('SearchPages') })
  all(@Client() { catalog }: SpotifyClient, @Query('q') q: string, @QueryPage() page: PageQuery) {
    return catalog.search.query(q, TYPES, page);
  }

  @Get(':list')
  @ApiOperation({ summary: 'A page of one type' })
  @ApiParam({ name: 'list', enum: LISTS })
  @ApiOkResponse({ schema: { anyOf: ITEMS.map((item) => spotifyPageSchema(item)) } })
  list(
    @Client() { catalog }: SpotifyClient,
    @Param('list') name: string,
    @Query('q') q: string,
    @QueryPage() page: PageQuery,
  ) {
    const list = LISTS.find((known) => known === name);
    if (!list) throw new NotFoundException(`There is no list "${name}"`);
    return catalog.search[list](q, page);
  }
}
