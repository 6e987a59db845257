/**
 * What Spotify allows an app: every app starts in `development` mode, some are granted `extended` quota.
 *
 * @see https://developer.spotify.com/documentation/web-api/concepts/quota-modes
 */
export type QuotaMode = 'development' | 'extended';
