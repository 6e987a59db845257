import { SpotifyForbiddenError } from '../errors/spotify-forbidden.error.js';
import { SpotifyNotFoundError } from '../errors/spotify-not-found.error.js';
import type { QueryParams } from '../http/query.js';
import type { Endpoint } from './endpoint.js';

const NO_MARKET =
  'No market was given, and without one Spotify hides most of these: pass { market }, or set the option market';
const FORMER_APPS = 'Only apps that had extended access before 2024-11-27 may ask this';

/** Says of a 403 or a 404 what may be behind it besides the id, where the endpoint is one of those. */
export function advised<T>(
  answer: Promise<T>,
  { needsMarket, formerAppsOnly }: Endpoint,
  { market }: QueryParams,
): Promise<T> {
  const advice = needsMarket && !market ? NO_MARKET : formerAppsOnly && FORMER_APPS;
  if (!advice) return answer;
  return answer.catch((error: unknown) => {
    if (error instanceof SpotifyNotFoundError) {
      throw new SpotifyNotFoundError(error, advice, error.cause);
    }
    if (formerAppsOnly && error instanceof SpotifyForbiddenError) {
      throw new SpotifyForbiddenError(error, error.cause, FORMER_APPS);
    }
    throw error;
  });
}
