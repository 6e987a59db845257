import { BadRequestException, Injectable, type PipeTransform } from '@nestjs/common';
import { SpotifyError } from '../errors/base.errors.js';
import { parseSpotifyId, type SpotifyIdType } from './spotify-id.js';

/**
 * Converts an id, URI or link in a route or query to an id. Anything else is a 400.
 *
 * @example
 * ```ts
 * album(@Param('id', new ParseSpotifyIdPipe('album')) id: string) {}
 * ```
 */
@Injectable()
export class ParseSpotifyIdPipe implements PipeTransform<string, string> {
  constructor(private readonly type: SpotifyIdType) {}

  /** @throws BadRequestException when the value is not an id of this type */
  transform(value: string): string {
    try {
      return parseSpotifyId(value, this.type);
    } catch (error) {
      if (error instanceof SpotifyError)
        throw new BadRequestException(error.message, { cause: error });
      throw error;
    }
  }
}
