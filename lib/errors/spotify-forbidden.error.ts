import { SpotifyApiError, type ApiFailure } from './spotify-api.error.js';

const NOT_OPEN =
  "The endpoint may not be open to this app; see the option quotaMode and the app's access";

/** Spotify does not allow this app to ask that (403). */
export class SpotifyForbiddenError extends SpotifyApiError {
  /** `owner-premium-required`: the owner of an app in development mode has no Spotify Premium. */
  readonly reason?: 'owner-premium-required';

  constructor(failure: ApiFailure, cause?: unknown, advice = NOT_OPEN) {
    const premium = /active premium subscription required/i.test(failure.spotifyMessage);
    super(
      failure,
      premium
        ? "Apps in development mode work only while their owner's account has Spotify Premium"
        : advice,
      cause,
    );
    if (premium) this.reason = 'owner-premium-required';
  }
}
