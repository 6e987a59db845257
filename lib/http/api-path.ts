import { SpotifyBadRequestError } from '../errors/spotify-bad-request.error.js';

/** One slash first, then only what RFC 3986 lets stand in a path and a query. */
const PATH = /^\/(?!\/)[\w\-.~%!$&'()*+,;=:@/?]*$/;
/** The URL parser takes `%2e` for a dot too, and climbs. */
const DOT_SEGMENT = /\/(?:\.|%2e){1,2}(?:[/?]|$)/i;

/** Lets a path under `apiUrl` pass, and nothing that a URL parser could take elsewhere. */
export function checkApiPath(path: string): void {
  if (PATH.test(path) && !DOT_SEGMENT.test(path)) return;
  throw SpotifyBadRequestError.refuse(
    `${JSON.stringify(path)} is no path under apiUrl. Accepted: one that begins with a single slash, such as /markets, with all else percent-encoded`,
  );
}
