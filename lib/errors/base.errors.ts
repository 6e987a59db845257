import { printable } from './redact.js';

/**
 * What every error of this library is. None carries a token, a secret or an Authorization header, or characters that a
 * terminal obeys, whoever's text it quotes.
 */
export abstract class SpotifyError extends Error {
  constructor(message: string, cause?: unknown) {
    super(printable(message), cause === undefined ? undefined : { cause });
    this.name = new.target.name;
  }
}

/** What a `SpotifyConfigError` is made of. */
export interface SpotifyConfigErrorInit {
  /** The option's name, such as `clientId` or `rateLimit.maxWait`. */
  readonly option: string;
  /** What is wrong with it and what it takes; completes the sentence that begins with the option's name. */
  readonly problem: string;
  readonly cause?: unknown;
}

/** An option of `SpotifyModule` is missing or wrong. Thrown while the application starts. */
export class SpotifyConfigError extends SpotifyError {
  /** The option's name, such as `clientId` or `rateLimit.maxWait`. */
  readonly option: string;

  constructor({ option, problem, cause }: SpotifyConfigErrorInit) {
    super(`SpotifyModule: option "${option}" ${problem}`, cause);
    this.option = option;
  }
}

/** What a `SpotifyUnavailableError` is made of. */
export interface SpotifyUnavailableErrorInit {
  /** Method and path template, such as `GET /artists/{id}/top-tracks`. */
  readonly endpoint: string;
  readonly quotaMode: 'development' | 'extended';
  /** What to use instead. */
  readonly substitute: string;
}

/** The endpoint does not exist for apps in this quota mode. Thrown before any request. */
export class SpotifyUnavailableError extends SpotifyError implements SpotifyUnavailableErrorInit {
  readonly endpoint: string;
  readonly quotaMode: 'development' | 'extended';
  readonly substitute: string;

  constructor({ endpoint, quotaMode, substitute }: SpotifyUnavailableErrorInit) {
    super(
      `${endpoint} is not available to apps in ${quotaMode} quota mode. Instead: ${substitute} ` +
        `(If your app has extended quota, set the option quotaMode: 'extended'.)`,
    );
    this.endpoint = endpoint;
    this.quotaMode = quotaMode;
    this.substitute = substitute;
  }
}
