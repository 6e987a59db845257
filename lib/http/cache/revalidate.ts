import type { TransportResponse } from '../../transport/spotify.transport.js';
import type { ApiRequest, NextLayer } from '../http.layer.js';
import { cacheHeaders } from './cache-headers.js';
import { isOutage } from './is-outage.js';
import type { KeptAnswer } from './kept-answer.js';

type Headers = Readonly<Record<string, string>>;

/**
 * Asks whether a stale answer is still good. Gives it back with new headers when it is, the new one when it is not, and
 * itself, untouched, to stand in while Spotify fails.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-4.3
 */
export async function revalidate(
  kept: KeptAnswer,
  request: ApiRequest,
  next: NextLayer,
): Promise<TransportResponse> {
  try {
    const headers = conditional(kept.headers, request.headers);
    const answer = await next({ ...request, headers });
    if (answer.status !== 304) return answer;
    const news = cacheHeaders(answer.headers);
    if (confirms(news, kept.headers, headers)) return renewed(kept, news);
    return await next({ ...request, headers: undefined });
  } catch (error) {
    if (isOutage(error) && kept.mayStandIn) return kept.response;
    throw error;
  }
}

/** The request's headers with the kept answer's validators, besides one that the request may bring. */
function conditional(kept: Headers, own: Headers = {}): Headers {
  const { etag, 'last-modified': lastModified } = kept;
  const brought = own['if-none-match'];
  const headers = { ...own };
  if (etag) headers['if-none-match'] = brought && brought !== etag ? `${brought}, ${etag}` : etag;
  else if (lastModified) headers['if-modified-since'] ??= lastModified;
  return headers;
}

/** Whether a 304 speaks of the kept answer. One without a validator does if no other answer was asked about. */
function confirms(news: Headers, kept: Headers, sent: Headers): boolean {
  if (news['etag']) return opaque(news['etag']) === opaque(kept['etag']);
  if (news['last-modified']) return news['last-modified'] === kept['last-modified'];
  return sent['if-none-match'] === kept['etag'];
}

/** Entity tags are compared weakly for a GET: RFC 9110 §8.8.3.2. */
function opaque(etag: string | undefined): string | undefined {
  return etag?.replace(/^W\//, '');
}

/** What the 304 says takes the place of what was known; the old age and date are no longer true. */
function renewed({ headers, response }: KeptAnswer, news: Headers): TransportResponse {
  const { age: _age, date: _date, ...lasting } = headers;
  return { ...response, headers: { ...lasting, ...news } };
}
