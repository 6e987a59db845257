/**
 * What others call an album or a track: albums have a UPC or an EAN, tracks an ISRC.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-track
 */
export interface ExternalIds {
  /** International Standard Recording Code, ISO 3901. */
  isrc?: string;
  /** International Article Number. */
  ean?: string;
  /** Universal Product Code. */
  upc?: string;
}
