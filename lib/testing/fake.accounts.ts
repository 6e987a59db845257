import type { FakeResponse, FakeRequest } from './fake.request.js';
import type { FakeTokens } from './fake.tokens.js';

export interface FakeAccountsOptions {
  /** With `clientSecret`, the only pair accepted; without them, any non-empty pair is. */
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** Lifetime of a token in seconds. */
  readonly expiresIn: number;
}

/**
 * The part of Spotify's accounts service that serves the Client Credentials grant.
 *
 * @see https://developer.spotify.com/documentation/web-api/tutorials/client-credentials-flow
 */
export class FakeAccounts {
  constructor(
    private readonly options: FakeAccountsOptions,
    private readonly tokens: FakeTokens,
  ) {}

  respond({ method, path, headers, body = '' }: FakeRequest): FakeResponse {
    if (path !== '/api/token') return json(404, { error: 'not_found' });
    if (method !== 'POST') return json(405, { error: 'invalid_request' }, { allow: 'POST' });
    if (!/^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '')) {
      return oauthError(
        'invalid_request',
        'The content type must be application/x-www-form-urlencoded',
      );
    }
    const problem = this.credentialsProblem(headers['authorization']);
    if (problem) return oauthError('invalid_client', problem);
    const grant = new URLSearchParams(body).get('grant_type');
    if (grant === null)
      return oauthError('unsupported_grant_type', 'grant_type parameter is missing');
    if (grant !== 'client_credentials') {
      return oauthError('unsupported_grant_type', 'grant_type must be client_credentials');
    }
    const { expiresIn } = this.options;
    return json(200, {
      access_token: this.tokens.issue(expiresIn),
      token_type: 'Bearer',
      expires_in: expiresIn,
    });
  }

  private credentialsProblem(authorization = ''): string | undefined {
    const [, encoded = ''] = /^basic +(\S+)$/i.exec(authorization) ?? [];
    const pair = Buffer.from(encoded, 'base64').toString();
    const colon = pair.indexOf(':');
    const id = formDecode(pair.slice(0, Math.max(colon, 0)));
    const secret = formDecode(pair.slice(colon + 1));
    if (!id || id !== (this.options.clientId ?? id)) return 'Invalid client';
    if (!secret || secret !== (this.options.clientSecret ?? secret)) return 'Invalid client secret';
    return undefined;
  }
}

/** RFC 6749, section 2.3.1: id and secret are form-encoded before they are joined with a colon. */
function formDecode(text: string): string {
  return new URLSearchParams(`v=${text.replaceAll('&', '%26')}`).get('v') ?? '';
}

function oauthError(error: string, description: string): FakeResponse {
  return json(400, { error, error_description: description });
}

function json(status: number, body: unknown, headers?: Record<string, string>): FakeResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(body),
  };
}
