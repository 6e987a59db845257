import { Param } from '@nestjs/common';
import { ParseSpotifyIdPipe, type SpotifyIdType } from 'nestjs-spotify';

/** The path parameter `id`: an id, a URI or a link of the type. */
export const SpotifyId = (type: SpotifyIdType) => Param('id', new ParseSpotifyIdPipe(type));
