import { SpotifyError } from './spotify.error.js';

/** An option of `SpotifyModule` is missing or wrong. Thrown while the application starts. */
export class SpotifyConfigError extends SpotifyError {
  constructor(
    /** The option's name, such as `clientId` or `rateLimit.maxWait`. */
    readonly option: string,
    message: string,
    cause?: unknown,
  ) {
    super(`SpotifyModule: option "${option}" ${message}`, { cause });
  }
}
