import { Injectable, Logger } from '@nestjs/common';
import { RetryPolicy, type RetryRules } from '../core/retry.policy.js';
import { isTransient } from '../errors/is-transient.js';
import { SpotifyApiError } from '../errors/spotify-api.error.js';
import { SpotifyAuthError } from '../errors/spotify-auth.error.js';
import { SpotifyRateLimitError } from '../errors/spotify-rate-limit.error.js';
import { SpotifyResponseError } from '../errors/spotify-response.error.js';
import type { SpotifyCredentials } from '../options/spotify-module.options.js';
import { SpotifyConfig } from '../options/spotify.config.js';
import { SpotifyTransport, type TransportRequest } from '../transport/spotify.transport.js';
import { SpotifyAccessToken, wrongField } from './spotify-access-token.js';

/**
 * The OAuth 2.0 Client Credentials grant: Basic authentication, a form body, one token.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 * @see https://developer.spotify.com/documentation/web-api/tutorials/client-credentials-flow
 */
@Injectable()
export class ClientCredentialsGrant {
  private readonly logger = new Logger(ClientCredentialsGrant.name);
  private readonly rules: RetryRules = {
    isTransient: (error) =>
      isTransient(error) || (error instanceof SpotifyAuthError && error.status >= 500),
    onRetry: (error, pause) =>
      this.logger.warn(`Token request again in ${Math.round(pause)} ms: ${String(error)}`),
  };

  constructor(
    private readonly config: SpotifyConfig,
    private readonly transport: SpotifyTransport,
    private readonly retries: RetryPolicy,
  ) {}

  /**
   * @throws SpotifyAuthError when the accounts service refuses
   * @throws SpotifyNetworkError, SpotifyTimeoutError, SpotifyRateLimitError, SpotifyResponseError
   */
  async request(
    credentials: SpotifyCredentials,
    signal?: AbortSignal,
  ): Promise<SpotifyAccessToken> {
    const request: TransportRequest = {
      method: 'POST',
      url: this.config.tokenUrl,
      headers: {
        Authorization: basic(credentials),
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
      signal,
      attempts: 0,
    };
    try {
      return await this.retries.run(() => this.requestOnce(request), this.rules, { signal });
    } catch (error) {
      throw asAuthError(error);
    }
  }

  private async requestOnce(request: TransportRequest): Promise<SpotifyAccessToken> {
    const asked = performance.now();
    const { status, data } = await this.transport.send(request);
    const body = data as { access_token?: unknown; token_type?: unknown; expires_in?: unknown };
    const fields = {
      accessToken: body.access_token as string,
      tokenType: (body.token_type ?? undefined) as string | undefined,
      expiresIn: Number(body.expires_in ?? 3600),
    };
    const wrong = wrongField(fields);
    if (wrong) {
      const name = wrong.replace(/[A-Z]/, (letter) => `_${letter.toLowerCase()}`);
      throw new SpotifyResponseError(
        `the token answer has no ${name} that can be used. Check accountsUrl`,
        request,
        status,
      );
    }
    // The life began when the server answered, at some moment since the question: count from there.
    const remaining = fields.expiresIn * 1000 - (performance.now() - asked);
    return new SpotifyAccessToken({ ...fields, expiresAt: new Date(Date.now() + remaining) });
  }
}

/** Id and secret are form-encoded first, as RFC 6749 §2.3.1 asks; Spotify's own hold nothing that this changes. */
function basic({ clientId, clientSecret }: SpotifyCredentials): string {
  const [id, secret] = [clientId, clientSecret].map((value) =>
    new URLSearchParams({ '': value }).toString().slice(1),
  );
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

/** An accounts service that answers an error in a form that is not OAuth's. */
function asAuthError(error: unknown): unknown {
  if (!(error instanceof SpotifyApiError) || error instanceof SpotifyRateLimitError) return error;
  const { status, spotifyMessage, url, attempts } = error;
  return new SpotifyAuthError(
    {
      status,
      error: status >= 500 ? 'server_error' : 'invalid_request',
      errorDescription: spotifyMessage || undefined,
    },
    url,
    attempts,
    error,
  );
}
