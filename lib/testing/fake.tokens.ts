import { randomBytes } from 'node:crypto';

interface FakeToken {
  /** Milliseconds since the epoch, by `Date.now()`. */
  expiresAt: number;
  /** The id of the user who granted it; an app token has none. */
  readonly user?: string;
}

/** The access tokens issued so far. */
export class FakeTokens {
  private readonly tokens = new Map<string, FakeToken>();

  /** @param expiresIn seconds */
  issue(expiresIn: number, user?: string): string {
    const token = `BQ${randomBytes(48).toString('base64url')}`;
    this.tokens.set(token, { expiresAt: Date.now() + expiresIn * 1000, user });
    return token;
  }

  expireAll(): void {
    for (const token of this.tokens.values()) token.expiresAt = 0;
  }

  /** The message of the API's 401 for this `Authorization` header; `undefined` when the token is valid. */
  problem(authorization: string | undefined): string | undefined {
    if (!authorization) return 'No token provided';
    const token = this.find(authorization);
    if (!token) return 'Invalid access token';
    return Date.now() >= token.expiresAt ? 'The access token expired' : undefined;
  }

  userOf(authorization: string | undefined): string | undefined {
    return this.find(authorization)?.user;
  }

  private find(authorization = ''): FakeToken | undefined {
    const [, token = ''] = /^bearer +(\S+)$/i.exec(authorization) ?? [];
    return this.tokens.get(token);
  }
}
