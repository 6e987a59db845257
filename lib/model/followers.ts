/**
 * How many follow an artist, a playlist or a user.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artist
 */
export interface Followers {
  /** Always `null` today. */
  href: string | null;
  total: number;
}
