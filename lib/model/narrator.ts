/**
 * Somebody who reads an audiobook.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-audiobook
 */
export interface Narrator {
  name: string;
}
