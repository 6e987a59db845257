/**
 * A stretch of a list.
 *
 * @see https://developer.spotify.com/documentation/web-api/concepts/api-calls
 */
export interface Page<T> {
  /** The URL of this page. */
  href: string;
  items: T[];
  /** The most items a page of this request holds. */
  limit: number;
  /** The URL of the next page; `null` on the last. */
  next: string | null;
  /** The place of the first item in the list, from 0. */
  offset: number;
  /** The URL of the page before; `null` on the first. */
  previous: string | null;
  /** How long Spotify says the list is; it can be wrong. */
  total: number;
}
