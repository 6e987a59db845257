import { Controller, Get, Param, UseFilters } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { ParseSpotifyIdPipe, SpotifyCatalogService, SpotifyExceptionFilter } from 'nestjs-spotify';

@ApiTags('albums')
@ApiParam({ name: 'id', description: 'An id, a URI or a link', example: 'spotify:album:…' })
@ApiNotFoundResponse({ description: 'There is no such album' })
@Controller('albums')
@UseFilters(SpotifyExceptionFilter)
export class AlbumsController {
  constructor(private readonly catalog: SpotifyCatalogService) {}

  @Get(':id')
  @ApiOkResponse({ description: 'The album' })
  album(@Param('id', new ParseSpotifyIdPipe('album')) id: string) {
    return this.catalog.albums.get(id);
  }

  @Get(':id/tracks')
  @ApiOkResponse({ description: 'Its tracks, 200 at most' })
  tracks(@Param('id', new ParseSpotifyIdPipe('album')) id: string) {
    return this.catalog.albums.tracks(id).toArray({ max: 200 });
  }
}
