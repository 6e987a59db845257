/**
 * Where an object can be seen outside the API.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-album
 */
export interface ExternalUrls {
  /** Its page on open.spotify.com. */
  spotify: string;
}
