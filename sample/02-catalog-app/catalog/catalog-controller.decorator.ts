import { applyDecorators, Controller, UseFilters, UseInterceptors } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { SpotifyExceptionFilter } from 'nestjs-spotify';
import { ApiSpotifyErrors } from 'nestjs-spotify/swagger';
import { ServerTimingInterceptor } from '../inside/server-timing.interceptor.js';

/** A controller of the catalogue: errors of Spotify become responses, and its API page lists them. */
export const CatalogController = (path: string) =>
  applyDecorators(
    Controller(path),
    UseFilters(SpotifyExceptionFilter),
    UseInterceptors(ServerTimingInterceptor),
    ApiTags(path),
    ApiSpotifyErrors(),
    ApiQuery({ name: 'mode', enum: ['development', 'extended'], required: false }),
  );
