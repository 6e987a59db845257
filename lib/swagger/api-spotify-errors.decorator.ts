import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';

const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' } },
} as const;

/** What `SpotifyExceptionFilter` sends over HTTP, by status. */
const RESPONSES = [
  { status: 400, description: 'The request is wrong: an id, a limit, a market' },
  { status: 404, description: 'Spotify has nothing there' },
  { status: 500, description: 'This service is misconfigured' },
  { status: 501, description: 'Spotify does not offer this to this service' },
  { status: 502, description: 'Spotify is unavailable' },
  {
    status: 503,
    description: 'Spotify rate limit reached, or this service is shutting down',
    headers: RETRY_AFTER,
  },
  { status: 504, description: 'Spotify did not respond in time' },
] as const;

/**
 * Documents the responses of `SpotifyExceptionFilter`, for `@nestjs/swagger`: `@ApiSpotifyErrors()` on a controller or a
 * method, beside `@UseFilters(SpotifyExceptionFilter)`.
 */
export function ApiSpotifyErrors(): ClassDecorator & MethodDecorator {
  return applyDecorators(
    ...RESPONSES.map(({ status, description, ...headers }) =>
      ApiResponse({
        status,
        description,
        ...headers,
        schema: {
          type: 'object',
          required: ['statusCode', 'message'],
          properties: {
            statusCode: { type: 'integer', example: status },
            message: { type: 'string', example: description },
          },
        },
      }),
    ),
  );
}
