import { SpotifyError } from './spotify.error.js';

/** The endpoint does not exist for apps in this quota mode. Thrown before any request. */
export class SpotifyUnavailableError extends SpotifyError {
  constructor(
    /** Such as `GET /artists/{id}/top-tracks`. */
    readonly endpoint: string,
    readonly quotaMode: 'development' | 'extended',
    /** What to use instead. */
    readonly substitute: string,
  ) {
    super(
      `${endpoint} is not open to apps in ${quotaMode} quota mode. Instead: ${substitute} ` +
        `(If your app has extended quota, set the option quotaMode: 'extended'.)`,
    );
  }
}
