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
  /** The option `quotaMode`. */
  readonly quotaMode: 'development' | 'extended' | 'auto';
  /** What to use instead. */
  readonly substitute: string;
  /** Spotify's refusal, where `quotaMode` is `auto`. Default: none. */
  readonly cause?: unknown;
}

/**
 * The endpoint does not exist for apps in this quota mode. Thrown before any request; with `quotaMode: 'auto'` also when
 * Spotify refuses the first one.
 */
export class SpotifyUnavailableError extends SpotifyError implements SpotifyUnavailableErrorInit {
  readonly endpoint: string;
  readonly quotaMode: 'development' | 'extended' | 'auto';
  readonly substitute: string;

  constructor({ endpoint, quotaMode, substitute, cause }: SpotifyUnavailableErrorInit) {
    super(
      quotaMode === 'auto'
        ? `${endpoint} is not available to this app: Spotify refused it, as it does for apps in development quota ` +
            `mode. Instead: ${substitute}`
        : `${endpoint} is not available to apps in ${quotaMode} quota mode. Instead: ${substitute} ` +
            `(If your app has extended quota, set the option quotaMode: 'extended'.)`,
      cause,
    );
    this.endpoint = endpoint;
    this.quotaMode = quotaMode;
    this.substitute = substitute;
  }
}
