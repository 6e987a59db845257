/**
 * Somebody who wrote an audiobook.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-audiobook
 */
export interface Author {
  name: string;
}
