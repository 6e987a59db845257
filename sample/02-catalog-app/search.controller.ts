import { Controller, Get, Query, UseFilters } from '@nestjs/common';
import { ApiBadRequestResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { SpotifyCatalogService, SpotifyExceptionFilter } from 'nestjs-spotify';

@ApiTags('search')
@Controller('search')
@UseFilters(SpotifyExceptionFilter)
export class SearchController {
  constructor(private readonly catalog: SpotifyCatalogService) {}

  @Get()
  @ApiQuery({ name: 'q', description: 'Words, and filters such as artist: or year:' })
  @ApiOkResponse({ description: 'A page each of albums, artists and tracks' })
  @ApiBadRequestResponse({ description: 'No words' })
  search(@Query('q') q: string) {
    return this.catalog.search.query(q, ['album', 'artist', 'track']);
  }
}
