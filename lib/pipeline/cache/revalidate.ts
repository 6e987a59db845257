import type { ApiResponse } from '../../api/api.client.js';
import { isOutage } from '../../errors/classify.js';
import type { GetRequest, NextLayer } from '../layer.js';
import type { CachedResponse } from './cached-response.js';
import { type CacheHeaders, cacheHeaders } from './caching-rules.js';

/**
 * Revalidates a stale response: returns it with new headers on 304, the new one on 200, or the stale one, untouched,
 * while Spotify is failing.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-4.3
 */
export async function revalidate(
  cached: CachedResponse,
  request: GetRequest,
  next: NextLayer,
): Promise<ApiResponse> {
  try {
    const headers = conditionalHeaders(cached.headers, request.headers);
    const staleAtHand = cached.canServeStale;
    const response = await next({ ...request, headers, staleAtHand });
    if (response.status !== 304) return response;
    const newHeaders = cacheHeaders(response.headers);
    if (confirms(newHeaders, cached.headers, headers)) return refresh(cached, newHeaders);
    return await next({ ...request, headers: undefined });
  } catch (error) {
    if (!isOutage(error) || !cached.canServeStale) throw error;
    request.trace?.served('stale');
    return cached.open();
  }
}

/** The request's headers with the cached response's validators, besides one that the request may bring. */
function conditionalHeaders(cached: CacheHeaders, own: CacheHeaders = {}): CacheHeaders {
  const { etag, 'last-modified': lastModified } = cached;
  const given = own['if-none-match'];
  const headers = { ...own };
  if (etag) headers['if-none-match'] = given && given !== etag ? `${given}, ${etag}` : etag;
  else if (lastModified) headers['if-modified-since'] ??= lastModified;
  return headers;
}

/** Whether a 304 confirms the cached response. One without a validator does if the request named no other. */
function confirms(newHeaders: CacheHeaders, cached: CacheHeaders, sent: CacheHeaders): boolean {
  if (newHeaders['etag']) return stripWeak(newHeaders['etag']) === stripWeak(cached['etag']);
  if (newHeaders['last-modified']) return newHeaders['last-modified'] === cached['last-modified'];
  return sent['if-none-match'] === cached['etag'];
}

/** Entity tags are compared weakly for a GET: RFC 9110 §8.8.3.2. */
function stripWeak(etag: string | undefined): string | undefined {
  return etag?.replace(/^W\//, '');
}

/** The 304's headers replace the cached ones; the old age and date are no longer true. */
function refresh(cached: CachedResponse, newHeaders: CacheHeaders): ApiResponse {
  const { status, data, headers } = cached.open();
  const { age: _age, date: _date, ...lasting } = headers as CacheHeaders;
  return { status, headers: { ...lasting, ...newHeaders }, data };
}
