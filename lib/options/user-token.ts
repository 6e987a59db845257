import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import { invalidInput } from '../errors/api.errors.js';
import { invalidField } from './access-token.js';

/** 132 bits: no two tokens have the same. */
const FINGERPRINT_LENGTH = 22;

/** A user's access token, which came with a call. Its printed forms hide the secret. */
export class UserToken {
  readonly tokenType = 'Bearer';
  /** Tells tokens apart in keys, where a token itself must not be: the beginning of its SHA-256. */
  readonly fingerprint: string;
  readonly #accessToken: string;

  private constructor(accessToken: string) {
    this.#accessToken = accessToken;
    this.fingerprint = createHash('sha256')
      .update(accessToken)
      .digest('base64url')
      .slice(0, FINGERPRINT_LENGTH);
  }

  /**
   * Reads a call's option `accessToken`. Only `undefined` means the app's own token: whatever else is no token is refused,
   * or one user's call would be made in the app's name.
   */
  static read(accessToken: unknown): UserToken | undefined {
    if (accessToken === undefined) return undefined;
    if (invalidField({ accessToken })) throw invalidInput(problemOf(accessToken));
    return new UserToken(accessToken as string);
  }

  /** The secret itself. */
  get accessToken(): string {
    return this.#accessToken;
  }

  toString(): string {
    return `${this.tokenType} [redacted]`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return `UserToken { ${this.toString()} }`;
  }
}

/** Never quotes the value: it may be a token with something around it. */
function problemOf(accessToken: unknown): string {
  if (accessToken === '') return "accessToken is empty; it takes a user's access token";
  if (typeof accessToken !== 'string') {
    const type = accessToken === null ? 'null' : typeof accessToken;
    return `accessToken is of type ${type}; it takes a user's access token, a string`;
  }
  return 'accessToken has characters that no access token has; it takes the token alone, without "Bearer", blanks or line breaks';
}
