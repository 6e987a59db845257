import { AxiosHeaders } from 'axios';
import type { Dispatcher } from 'undici';

export type IncomingHeaders = Parameters<
  NonNullable<Dispatcher.DispatchHandler['onResponseStart']>
>[2];

/** Headers of which Node keeps the first value; repeated others are joined with `, `. */
const SINGLE_VALUE = new Set(
  (
    'age authorization content-length content-type etag expires from host if-modified-since if-unmodified-since ' +
    'last-modified location max-forwards proxy-authorization referer retry-after server user-agent'
  ).split(' '),
);

/** Headers as undici gives them, names in lower case already, so that axios' normalising (twice a request) can be skipped. */
export class UndiciHeaders extends AxiosHeaders {
  static of(incoming: IncomingHeaders): UndiciHeaders {
    const headers = new UndiciHeaders();
    for (const name in incoming) {
      if (name in headers) continue; // a server's header called `get` must not take a method's place
      const value = incoming[name];
      headers[name] = Array.isArray(value) ? combine(name, value) : value;
    }
    return headers;
  }

  override normalize(_format?: boolean): this {
    return this;
  }
}

function combine(name: string, values: string[]): string | string[] | undefined {
  if (name === 'set-cookie') return values;
  return SINGLE_VALUE.has(name) ? values[0] : values.join(', ');
}

/**
 * A request's headers, each once and in lower case, with axios' defaults unless the request sets them; undici leaves out
 * undefined ones. A literal with all usual keys: adding them one by one costs several microseconds.
 */
export function toUndiciHeaders(headers: AxiosHeaders): Record<string, string | string[]> {
  const sent: Record<string, string | string[] | undefined> = {
    accept: 'application/json, text/plain, */*',
    'accept-encoding': 'gzip, deflate, br',
    'user-agent': 'nestjs-spotify',
    authorization: undefined,
  };
  for (const name of Object.keys(headers)) {
    const value = headers[name] as string | string[] | null | false | undefined;
    sent[name.toLowerCase()] = value === null || value === false ? undefined : value;
  }
  return sent as Record<string, string | string[]>;
}
