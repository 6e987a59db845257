import type { CreateAxiosDefaults } from 'axios';

type Headers = Readonly<Record<string, unknown>>;

/** Decides how a body is packed on the wire, and nothing of the JSON in it. */
const IRRELEVANT = 'accept-encoding';

/**
 * Knows which request headers a user's interceptors set, so that a response that varies by one of them is not given to
 * another call: what the interceptors would set for that call is not known before it is sent.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-4.1
 */
export class InterceptorHeaders {
  /** What interceptors have set so far: by a header's name, the first segments of the paths. */
  private readonly seen = new Map<string, Set<string>>();
  private readonly defaults: Headers;
  private lastVary = '';
  private lastNames: readonly string[] = [];

  constructor(defaults: CreateAxiosDefaults['headers']) {
    this.defaults = flatten(defaults);
  }

  /**
   * Looks at what was sent, and says whether the response to it may be for this one call only. An Authorization header
   * that an interceptor set makes it so in any case.
   *
   * @param given - the headers that the request had before the interceptors
   * @param isAuthorized - whether the Authorization header is the app's, or the one that the call brought
   */
  isPersonal(
    url: string,
    sent: Headers,
    given: Headers | undefined,
    isAuthorized: boolean,
    received: object | undefined,
  ): boolean {
    const segment = segmentOf(url);
    let isForeign = false;
    for (const key in sent) {
      const value = sent[key];
      if (value === undefined || value === null || value === false) continue;
      const name = key.toLowerCase();
      if (value === given?.[name] || (name === 'authorization' && isAuthorized)) continue;
      if (name === IRRELEVANT || value === this.defaults[name]) continue;
      this.note(name, segment);
      isForeign ||= name === 'authorization';
    }
    return isForeign || this.varies(segment, received);
  }

  /** Whether a response with these headers varies by a header that interceptors set. */
  vary(url: string, headers: object | undefined): boolean {
    return this.seen.size > 0 && this.varies(segmentOf(url), headers);
  }

  private varies(segment: string, headers: object | undefined): boolean {
    if (this.seen.size === 0 || !headers) return false;
    for (const name of this.namesIn(varyIn(headers as Headers))) {
      if (this.seen.get(name)?.has(segment)) return true;
    }
    return false;
  }

  /** The names in the header `Vary`, which is the same text for nearly all responses: to read it costs each call 0.4 KB. */
  private namesIn(vary: string): readonly string[] {
    if (vary !== this.lastVary) {
      this.lastVary = vary;
      this.lastNames = vary.toLowerCase().split(/[\s,]+/);
    }
    return this.lastNames;
  }

  private note(name: string, segment: string): void {
    const segments = this.seen.get(name);
    if (segments) segments.add(segment);
    else this.seen.set(name, new Set([segment]));
  }
}

/** The header `Vary`. A loop over names, because it runs for each response, and AxiosHeaders' own look-up costs 1 KB. */
function varyIn(headers: Headers): string {
  const { vary } = headers; // as the wire gives it
  if (typeof vary === 'string') return vary;
  for (const key in headers) {
    if (key.length === 4 && key.toLowerCase() === 'vary') return String(headers[key]);
  }
  return '';
}

/** Interceptors often set a user's token for some paths only, such as those under `/me`. */
function segmentOf(url: string): string {
  const slash = url.indexOf('/', 1);
  const query = url.indexOf('?');
  const end = Math.min(slash < 0 ? url.length : slash, query < 0 ? url.length : query);
  return url.slice(0, end);
}

/** The option `http.headers`, whose values are the same for all calls. Axios knows groups of them by method. */
function flatten(headers: CreateAxiosDefaults['headers'] = {}): Headers {
  const flat: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(headers as Headers)) {
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isGroup) flat[name.toLowerCase()] = value;
    else if (name === 'common' || name === 'get') Object.assign(flat, flatten(value));
  }
  return flat;
}
