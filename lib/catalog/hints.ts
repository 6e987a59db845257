import {
  type SpotifyApiError,
  SpotifyForbiddenError,
  SpotifyNotFoundError,
} from '../errors/api.errors.js';
import type { QueryParams } from '../pipeline/url.js';
import type { Endpoint } from './endpoint.js';

const NO_MARKET_HINT =
  'No market was given, and without one Spotify hides most of these: pass { market }, or set the option market';
const LEGACY_APPS_HINT = 'Only apps that had extended access before 2024-11-27 may use this';
const PLAYLIST_CONTENT_HINT =
  "To apps in development mode Spotify gives a playlist's content only with the token of a user who owns the playlist or " +
  'may edit it, never with an app token: pass such a token as { accessToken }; extended quota lifts this';
const SPOTIFYS_PLAYLIST_HINT =
  "Spotify's own playlists, the ids of which begin with 37i9, are hidden from apps that had no extended access before " +
  '2024-11-27, whether they exist or not';

/**
 * Adds a hint to 403 and 404 errors with known causes: a missing market, an endpoint or a playlist that is not for all.
 *
 * @param isUsers - whether a user's token was used, which has a market, and is refused for reasons of its own
 */
export function withHint<T>(
  response: Promise<T>,
  endpoint: Endpoint,
  path: string,
  params: QueryParams,
  isUsers: boolean,
): Promise<T> {
  const { needsMarket, legacyAppsOnly, id } = endpoint;
  if (!needsMarket && !legacyAppsOnly && id !== 'playlist') return response; // a `catch` costs each call
  return response.catch((error: unknown) => {
    if (error instanceof SpotifyForbiddenError) {
      const hint = hintFor403(endpoint, isUsers);
      if (hint) throw new SpotifyForbiddenError({ ...initOf(error), hint });
    }
    if (error instanceof SpotifyNotFoundError) {
      const hint = hintFor404(endpoint, path, params, isUsers);
      if (hint) throw new SpotifyNotFoundError({ ...initOf(error), hint });
    }
    throw error;
  });
}

function hintFor403(
  { legacyAppsOnly, inDevelopment }: Endpoint,
  isUsers: boolean,
): string | undefined {
  if (inDevelopment === 'no (403)' && !isUsers) return PLAYLIST_CONTENT_HINT;
  return legacyAppsOnly && LEGACY_APPS_HINT;
}

function hintFor404(
  { needsMarket, legacyAppsOnly }: Endpoint,
  path: string,
  { market }: QueryParams,
  isUsers: boolean,
): string | undefined {
  if (path.startsWith('/playlists/37i9')) return SPOTIFYS_PLAYLIST_HINT;
  if (needsMarket && !market && !isUsers) return NO_MARKET_HINT;
  return legacyAppsOnly && LEGACY_APPS_HINT;
}

/** All that an error of Spotify's is made of, for one with a hint in its place. */
function initOf(error: SpotifyApiError) {
  const { status, spotifyMessage, spotifyReason, headers, cause } = error;
  return { request: error, status, spotifyMessage, spotifyReason, headers, cause };
}
