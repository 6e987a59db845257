/** What every error of this library is. None carries a token, a secret or an Authorization header. */
export abstract class SpotifyError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
  }
}
