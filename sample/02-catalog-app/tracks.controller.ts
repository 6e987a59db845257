import { Controller, Get, Param, UseFilters } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { ParseSpotifyIdPipe, SpotifyCatalogService, SpotifyExceptionFilter } from 'nestjs-spotify';

@ApiTags('tracks')
@ApiParam({ name: 'id', description: 'An id, a URI or a link', example: 'spotify:track:…' })
@ApiNotFoundResponse({ description: 'There is no such track' })
@Controller('tracks')
@UseFilters(SpotifyExceptionFilter)
export class TracksController {
  constructor(private readonly catalog: SpotifyCatalogService) {}

  @Get(':id')
  @ApiOkResponse({ description: 'The track' })
  track(@Param('id', new ParseSpotifyIdPipe('track')) id: string) {
    return this.catalog.tracks.get(id);
  }
}
