import { SpotifyRequestError, type RequestFacts } from './spotify-request.error.js';

/** What an answer with an error status said. */
export interface ApiFailure extends RequestFacts {
  readonly status: number;
  /** Spotify's own words, from JSON, text or HTML; empty when there were none. */
  readonly spotifyMessage: string;
}

/** Spotify answered with an error status. Its subclasses tell the usual ones apart. */
export class SpotifyApiError extends SpotifyRequestError implements ApiFailure {
  readonly status: number;
  readonly spotifyMessage: string;

  constructor(failure: ApiFailure, advice?: string, cause?: unknown) {
    const said = failure.attempts > 0 && `${failure.status} ${failure.spotifyMessage}`.trimEnd();
    super([said, advice].filter(Boolean).join('. '), failure, cause);
    this.status = failure.status;
    this.spotifyMessage = failure.spotifyMessage;
  }
}
