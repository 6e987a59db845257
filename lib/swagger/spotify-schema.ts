import type { ApiResponseSchemaHost } from '@nestjs/swagger';
import { MODEL_SCHEMAS, type SpotifyModelName } from './model-schemas.js';

type Schema = ApiResponseSchemaHost['schema'];

/**
 * The OpenAPI schema of a model, generated from its type: `@ApiOkResponse({ schema: spotifySchema('Album') })`.
 */
export function spotifySchema(model: SpotifyModelName): Schema {
  return MODEL_SCHEMAS[model];
}

/** The schema of a list of a model's objects, as `pager.toArray()` gives it. */
export function spotifyListSchema(model: SpotifyModelName): Schema {
  return { type: 'array', items: MODEL_SCHEMAS[model] };
}

/** The schema of one page of a list, as `await pager` gives it. */
export function spotifyPageSchema(model: SpotifyModelName): Schema {
  const url = { type: 'string', nullable: true };
  const count = { type: 'integer' };
  const properties = {
    href: { type: 'string' },
    items: spotifyListSchema(model),
    limit: count,
    next: url,
    offset: count,
    previous: url,
    total: count,
  };
  return { type: 'object', required: Object.keys(properties), properties };
}
