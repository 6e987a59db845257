import { createHash } from 'node:crypto';
import type { QuotaMode } from '../../options/spotify-module.options.js';
import type { View } from '../dataset/view.js';
import type { FakeResponse, FakeRequest } from '../fake.request.js';
import type { FakeTokens } from '../fake.tokens.js';
import { ApiError, ApiRequest } from './api-request.js';
import { matchEndpoint } from './endpoints.js';

/** Spotify's Web API: checks the token, finds the endpoint, responds. */
export class FakeApi {
  constructor(
    private readonly quotaMode: QuotaMode,
    private readonly tokens: FakeTokens,
    /** How objects look for a token of this user, or of an app. */
    private readonly view: (user?: string) => View,
  ) {}

  /** The 401 of a request without a valid token. */
  refusal(request: FakeRequest): FakeResponse | undefined {
    const problem = this.tokens.problem(request.headers['authorization']);
    return problem === undefined ? undefined : apiError(401, problem);
  }

  /** The response to a request with a valid token. */
  respond(request: FakeRequest): FakeResponse {
    try {
      return this.success(request);
    } catch (error) {
      if (error instanceof ApiError) return apiError(error.status, error.message);
      throw error;
    }
  }

  private success(request: FakeRequest): FakeResponse {
    const match = matchEndpoint(request.path.slice('/v1'.length));
    if (!match) throw new ApiError(404, 'Service not found');
    if (request.method !== 'GET') throw new ApiError(405, 'Method not allowed');
    const { endpoint, param } = match;
    if (endpoint.removedInDevelopment && this.quotaMode === 'development') {
      const notFound = endpoint.removedInDevelopment === 404;
      throw notFound ? new ApiError(404, 'Resource not found') : new ApiError(403, 'Forbidden');
    }
    const view = this.view(this.tokens.userOf(request.headers['authorization']));
    const body = JSON.stringify(endpoint.respond(new ApiRequest(view, param, request.query)));
    const etag = `"MC-${createHash('md5').update(body).digest('base64')}"`;
    const headers = { 'cache-control': 'public, max-age=0', etag, vary: 'Authorization' };
    if (matchesEtag(request.headers['if-none-match'], etag))
      return { status: 304, headers, body: '' };
    return { status: 200, headers: { 'content-type': JSON_TYPE, ...headers }, body };
  }
}

export const JSON_TYPE = 'application/json; charset=utf-8';

export function apiError(status: number, message: string, reason?: string): FakeResponse {
  return {
    status,
    headers: { 'content-type': JSON_TYPE, ...(status === 405 && { allow: 'GET' }) },
    body: JSON.stringify({ error: { status, message, reason } }),
  };
}

function matchesEtag(ifNoneMatch: string | undefined, etag: string): boolean {
  return (
    ifNoneMatch === '*' ||
    (ifNoneMatch?.split(/\s*,\s*/).some((known) => known.replace(/^W\//, '') === etag) ?? false)
  );
}
