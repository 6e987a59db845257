import { randomBytes } from 'node:crypto';

/** The access tokens issued so far and when each expires, by `Date.now()`. */
export class FakeTokens {
  private readonly expiry = new Map<string, number>();

  /** @param expiresIn seconds */
  issue(expiresIn: number): string {
    const token = `BQ${randomBytes(48).toString('base64url')}`;
    this.expiry.set(token, Date.now() + expiresIn * 1000);
    return token;
  }

  expireAll(): void {
    for (const token of this.expiry.keys()) this.expiry.set(token, 0);
  }

  /** The message of the API's 401 for this `Authorization` header; `undefined` when the token is valid. */
  problem(authorization: string | undefined): string | undefined {
    if (!authorization) return 'No token provided';
    const [, token = ''] = /^bearer +(\S+)$/i.exec(authorization) ?? [];
    const expiry = this.expiry.get(token);
    if (expiry === undefined) return 'Invalid access token';
    return Date.now() >= expiry ? 'The access token expired' : undefined;
  }
}
