/**
 * A picture, to be fetched without a token.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-playlist-cover
 */
export interface Image {
  url: string;
  /** Pixels; `null` where unknown. */
  height: number | null;
  /** Pixels; `null` where unknown. */
  width: number | null;
}
