import { inspect, types } from 'node:util';

/** The fields of an access token. */
export interface AccessTokenFields {
  /** The secret itself. */
  accessToken: string;
  /** Default `Bearer`. */
  tokenType?: string | undefined;
  /** The token's lifetime, in seconds. Default 3600, which is Spotify's. */
  expiresIn?: number | undefined;
  /** When it ends. Default: `expiresIn` from now. */
  expiresAt?: Date | undefined;
}

/**
 * An app's access token. Its lifetime is measured on the monotonic clock, so that a clock step neither ends nor
 * prolongs it, and its printed forms hide the secret.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.1
 */
export class SpotifyAccessToken {
  /** `Bearer`, as Spotify's are. */
  readonly tokenType: string;
  /** The token's lifetime, in seconds. */
  readonly expiresIn: number;
  /** When it ends. */
  readonly expiresAt: Date;
  readonly #accessToken: string;
  readonly #end: number;

  constructor(fields: AccessTokenFields) {
    const { accessToken, tokenType = 'Bearer', expiresIn = 3600, expiresAt } = fields;
    const remaining = expiresAt ? expiresAt.getTime() - Date.now() : expiresIn * 1000;
    this.#accessToken = accessToken;
    this.#end = performance.now() + remaining;
    this.tokenType = tokenType;
    this.expiresIn = expiresIn;
    this.expiresAt = expiresAt ?? new Date(Date.now() + remaining);
  }

  /** The secret itself. */
  get accessToken(): string {
    return this.#accessToken;
  }

  /** Whether the token has expired, or will within `leewayMs` milliseconds. */
  isExpired(leewayMs = 0): boolean {
    return performance.now() + leewayMs >= this.#end;
  }

  /**
   * Whether it is time to renew the token: within `refreshAhead` ms of its expiry. A `refreshAhead` of more than half the
   * lifetime would renew it all the time; then a tenth of the lifetime is used instead.
   */
  isDue(refreshAhead: number): boolean {
    const lifetime = this.expiresIn * 1000;
    return this.isExpired(refreshAhead <= lifetime / 2 ? refreshAhead : lifetime / 10);
  }

  /** Without the secret. */
  toString(): string {
    return `${this.tokenType} [redacted], expires at ${this.expiresAt.toISOString()}`;
  }

  /** Without the secret. */
  toJSON(): { accessToken: string; tokenType: string; expiresIn: number; expiresAt: string } {
    const { tokenType, expiresIn, expiresAt } = this;
    return { accessToken: '[redacted]', tokenType, expiresIn, expiresAt: expiresAt.toISOString() };
  }

  /** What `console.log()` shows: without the secret. */
  [inspect.custom](): string {
    return `SpotifyAccessToken { ${this.toString()} }`;
  }
}

/**
 * The first field whose value no token can have, if there is one.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#appendix-A.12
 */
export function invalidField(
  fields: Partial<Record<keyof AccessTokenFields, unknown>>,
): keyof AccessTokenFields | undefined {
  const { accessToken, tokenType = 'Bearer', expiresIn = 3600, expiresAt } = fields;
  if (typeof accessToken !== 'string' || !/^[!-~]+$/.test(accessToken)) return 'accessToken';
  if (typeof tokenType !== 'string' || !/^[\w.-]+$/.test(tokenType)) return 'tokenType';
  // A lifetime of more than 30 years is a mistake, and may be more than a Date can hold.
  if (typeof expiresIn !== 'number' || !(expiresIn > 0 && expiresIn < 1e9)) return 'expiresIn';
  if (expiresAt === undefined) return undefined;
  return types.isDate(expiresAt) && !Number.isNaN(expiresAt.getTime()) ? undefined : 'expiresAt';
}
