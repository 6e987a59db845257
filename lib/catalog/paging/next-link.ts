import { SpotifyResponseError } from '../../errors/spotify-response.error.js';

const SPOTIFY = 'https://api.spotify.com';

/**
 * The offset in a page's `next` link. Only that number is taken: the request goes to `apiUrl` whatever the link says, and
 * a link to anywhere but there (or Spotify itself, behind a proxy that passes its answers on) is an error.
 */
export function offsetIn(next: unknown, apiUrl: string): number | undefined {
  if (next === null || next === undefined) return undefined;
  const link = typeof next === 'string' && URL.canParse(next) ? new URL(next) : undefined;
  const { origin } = new URL(apiUrl);
  if (!link || (link.origin !== origin && link.origin !== SPOTIFY)) {
    const request = { method: 'GET', url: JSON.stringify(next).slice(0, 200), attempts: 0 };
    throw new SpotifyResponseError(
      `a page's next link leads away from ${origin}, and was not followed`,
      request,
      200,
    );
  }
  const offset = Number(link.searchParams.get('offset') ?? Number.NaN);
  return Number.isSafeInteger(offset) ? offset : undefined;
}
