import { SpotifyError } from './spotify.error.js';

/** The request an error is about. */
export interface RequestFacts {
  readonly method: string;
  /** The whole address asked, without credentials; empty when the input was refused before there was one. */
  readonly url: string;
  /** How many times the request was sent; 0 when it never left. */
  readonly attempts: number;
}

/** An error about one request. */
export abstract class SpotifyRequestError extends SpotifyError implements RequestFacts {
  readonly method: string;
  readonly url: string;
  readonly attempts: number;

  constructor(message: string, { method, url, attempts }: RequestFacts, cause?: unknown) {
    super(url ? `${method} ${url}: ${message}` : message, { cause });
    this.method = method;
    this.url = url;
    this.attempts = attempts;
  }
}
