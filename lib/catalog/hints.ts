import { SpotifyForbiddenError, SpotifyNotFoundError } from '../errors/api.errors.js';
import type { QueryParams } from '../pipeline/url.js';
import type { Endpoint } from './endpoint.js';

const NO_MARKET_HINT =
  'No market was given, and without one Spotify hides most of these: pass { market }, or set the option market';
const LEGACY_APPS_HINT = 'Only apps that had extended access before 2024-11-27 may use this';

/** Adds a hint to 403 and 404 errors of endpoints with known causes (missing market, restricted access). */
export function withHint<T>(
  response: Promise<T>,
  { needsMarket, legacyAppsOnly }: Endpoint,
  { market }: QueryParams,
): Promise<T> {
  const hint = needsMarket && !market ? NO_MARKET_HINT : legacyAppsOnly && LEGACY_APPS_HINT;
  if (!hint) return response;
  return response.catch((error: unknown) => {
    if (error instanceof SpotifyNotFoundError) {
      throw new SpotifyNotFoundError({ ...initOf(error), hint });
    }
    if (legacyAppsOnly && error instanceof SpotifyForbiddenError) {
      throw new SpotifyForbiddenError({ ...initOf(error), hint: LEGACY_APPS_HINT });
    }
    throw error;
  });
}

function initOf(error: SpotifyForbiddenError | SpotifyNotFoundError) {
  const { status, spotifyMessage, cause } = error;
  return { request: error, status, spotifyMessage, cause };
}
