import { Controller, Get, Param, UseFilters } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { ParseSpotifyIdPipe, SpotifyCatalogService, SpotifyExceptionFilter } from 'nestjs-spotify';

@ApiTags('artists')
@ApiParam({ name: 'id', description: 'An id, a URI or a link', example: 'spotify:artist:…' })
@ApiNotFoundResponse({ description: 'There is no such artist' })
@Controller('artists')
@UseFilters(SpotifyExceptionFilter)
export class ArtistsController {
  constructor(private readonly catalog: SpotifyCatalogService) {}

  @Get(':id')
  @ApiOkResponse({ description: 'The artist' })
  artist(@Param('id', new ParseSpotifyIdPipe('artist')) id: string) {
    return this.catalog.artists.get(id);
  }

  @Get(':id/albums')
  @ApiOkResponse({ description: 'Albums and singles, 100 at most' })
  albums(@Param('id', new ParseSpotifyIdPipe('artist')) id: string) {
    return this.catalog.artists
      .albums(id, { includeGroups: ['album', 'single'] })
      .toArray({ max: 100 });
  }
}
