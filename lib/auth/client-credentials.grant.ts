import { Injectable, Logger } from '@nestjs/common';
import type { AxiosInstance } from 'axios';
import { grantChannel, retryChannel, withError } from '../diagnostics/channels.js';
import { GrantTrace } from '../diagnostics/traces.js';
import { SpotifyRateLimitError } from '../errors/api.errors.js';
import { SpotifyAuthError } from '../errors/auth.error.js';
import { isTransient, retryAfterOf } from '../errors/classify.js';
import { type ErrorResponse, fromAxiosError, notJsonError } from '../errors/from-axios-error.js';
import { credentialsIn } from '../errors/redact.js';
import { type RequestInfo, SpotifyResponseError } from '../errors/request.errors.js';
import { retryAtOf429, retryAtOf5xx } from '../errors/retry-after.js';
import { isObject, messageIn, safeText } from '../errors/server-text.js';
import { invalidField, SpotifyAccessToken } from '../options/access-token.js';
import type { SpotifyCredentials } from '../options/spotify-module.options.js';
import { SpotifyConfig } from '../options/spotify.config.js';
import { type RetryLimits, RetryPolicy, type RetryRules } from '../resilience/retry-policy.js';
import { WireService } from '../wire/wire.service.js';

/** Under `accountsUrl`. */
const TOKEN_PATH = '/api/token';

/**
 * The OAuth 2.0 Client Credentials grant: a POST with Basic authentication and a form body, for one access token. It has
 * an axios instance of its own: nothing set on the client's `axiosRef` sees the client secret or changes the request.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 * @see https://developer.spotify.com/documentation/web-api/tutorials/client-credentials-flow
 */
@Injectable()
export class ClientCredentialsGrant {
  private readonly logger = new Logger(ClientCredentialsGrant.name);
  /** How many tokens this process was granted. */
  granted = 0;
  private readonly axios: AxiosInstance;
  private readonly retryRules: RetryRules = {
    isTransient: (error) =>
      error instanceof SpotifyRateLimitError ||
      (this.config.retry.attempts > 1 &&
        (isTransient(error) || (error instanceof SpotifyAuthError && error.status >= 500))),
    retryAfter: retryAfterOf,
  };

  constructor(
    private readonly config: SpotifyConfig,
    private readonly retries: RetryPolicy,
    wire: WireService,
  ) {
    this.axios = wire.createAxios({
      ...config.connectionDefaults(),
      timeout: config.timeout,
      maxRedirects: 0, // the secret must not follow one
      validateStatus: (status) => status >= 200 && status < 300,
    });
  }

  /**
   * Retried while the failure is transient; a Retry-After is waited for within the limits. `onRetry` is called before each
   * pause.
   *
   * @throws SpotifyAuthError when the accounts service refuses
   * @throws SpotifyNetworkError, SpotifyTimeoutError, SpotifyRateLimitError, SpotifyResponseError
   */
  request(
    credentials: SpotifyCredentials,
    limits: RetryLimits,
    onRetry?: RetryRules['onRetry'],
  ): Promise<SpotifyAccessToken> {
    const authorization = basic(credentials);
    const request = { method: 'POST', url: this.config.tokenUrl, attempts: 0 };
    const send = () => {
      request.attempts += 1;
      const sent = { ...request };
      const post = () => this.send(authorization, sent, limits.signal);
      if (!grantChannel.hasSubscribers) return post();
      return grantChannel.tracePromise(
        post,
        new GrantTrace(this.config.name, sent.method, TOKEN_PATH),
      );
    };
    const rules = {
      ...this.retryRules,
      onRetry: (error: unknown, pause: number) => {
        this.logger.warn(`Retrying in ${Math.round(pause)} ms after ${String(error)}`);
        this.publishRetry(request, pause, error);
        onRetry?.(error, pause);
      },
    };
    // A 429 asks to wait, as the API's does: the request is sent again then, even where failures are not retried.
    const attempts = Math.max(2, this.config.retry.attempts);
    return this.retries.run(send, rules, { ...limits, attempts });
  }

  private publishRetry({ method, attempts }: RequestInfo, delay: number, error: unknown): void {
    if (!retryChannel.hasSubscribers) return;
    const { name: client } = this.config;
    retryChannel.publish(withError({ client, method, path: TOKEN_PATH, attempts, delay }, error));
  }

  private async send(
    authorization: string,
    request: RequestInfo,
    signal: AbortSignal | undefined,
  ): Promise<SpotifyAccessToken> {
    const startedAt = performance.now();
    const response = await this.axios
      .request<unknown>({
        method: 'post',
        url: request.url,
        headers: {
          Authorization: authorization,
          'Content-Type': 'application/x-www-form-urlencoded',
        },
        data: 'grant_type=client_credentials',
        signal,
      })
      .catch((error: unknown) => {
        const secrets = credentialsIn(authorization);
        throw fromAxiosError(error, { request, secrets, signal, fromResponse: grantError });
      });
    if (!isObject(response.data)) {
      throw notJsonError({ request, response, secrets: credentialsIn(authorization) });
    }
    const fields = tokenFields(response.data, request, response.status);
    // Its life began when the server responded, at some moment since the request: count from the request.
    const remaining = fields.expiresIn * 1000 - (performance.now() - startedAt);
    this.granted += 1;
    return new SpotifyAccessToken({ ...fields, expiresAt: new Date(Date.now() + remaining) });
  }
}

/** Id and secret are form-encoded first, as RFC 6749 §2.3.1 asks; it changes nothing in Spotify's own. */
function basic({ clientId, clientSecret }: SpotifyCredentials): string {
  const [id, secret] = [clientId, clientSecret].map((value) =>
    new URLSearchParams({ '': value }).toString().slice(1),
  );
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

function tokenFields(body: Record<string, unknown>, request: RequestInfo, status: number) {
  const fields = {
    accessToken: body['access_token'] as string,
    tokenType: (body['token_type'] ?? undefined) as string | undefined,
    expiresIn: Number(body['expires_in'] ?? 3600),
  };
  const invalid = invalidField(fields);
  if (!invalid) return fields;
  const name = invalid.replace(/[A-Z]/, (letter) => `_${letter.toLowerCase()}`);
  const message = `the token response has no valid ${name}. Check accountsUrl`;
  throw new SpotifyResponseError({ request, message, status });
}

/**
 * The error for an error response of the accounts service: OAuth's JSON, or whatever else it sent.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 */
function grantError({ request, response, secrets, cause }: ErrorResponse): Error {
  const { status, headers, data } = response;
  if (status === 429) {
    const spotifyMessage = messageIn(data, secrets);
    const retryAt = retryAtOf429(headers['retry-after']);
    return new SpotifyRateLimitError({ request, status, spotifyMessage, retryAt, cause });
  }
  const retryAt = status >= 500 ? retryAtOf5xx(headers['retry-after']) : undefined;
  const { error, error_description: description } = isObject(data) ? data : {};
  if (typeof error === 'string') {
    const errorDescription =
      typeof description === 'string' ? safeText(description, secrets) : undefined;
    return new SpotifyAuthError({
      request,
      status,
      error: safeText(error, secrets),
      errorDescription,
      retryAt,
      cause,
    });
  }
  return new SpotifyAuthError({
    request,
    status,
    error: status >= 500 ? 'server_error' : 'invalid_request',
    errorDescription: messageIn(data, secrets) || undefined,
    retryAt,
    cause,
  });
}
