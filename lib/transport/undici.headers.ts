import { AxiosHeaders } from 'axios';
import type { Dispatcher } from 'undici';

export type IncomingHeaders = Parameters<
  NonNullable<Dispatcher.DispatchHandler['onResponseStart']>
>[2];

/** Of these Node, and so axios, takes the first where a server sends several; it joins the others. */
const SINGLE = new Set(
  (
    'age authorization content-length content-type etag expires from host if-modified-since if-unmodified-since ' +
    'last-modified location max-forwards proxy-authorization referer retry-after server user-agent'
  ).split(' '),
);

/** Headers as undici reads them, names in lower case already: axios' normalising, twice a call, finds nothing to do. */
export class UndiciHeaders extends AxiosHeaders {
  static of(incoming: IncomingHeaders): UndiciHeaders {
    const headers = new UndiciHeaders();
    for (const name in incoming) {
      const value = incoming[name];
      headers[name] = Array.isArray(value) ? several(name, value) : value;
    }
    return headers;
  }

  override normalize(_format?: boolean): this {
    return this;
  }
}

function several(name: string, values: string[]): string | string[] | undefined {
  if (name === 'set-cookie') return values;
  return SINGLE.has(name) ? values[0] : values.join(', ');
}

/**
 * A request's headers, each once and in lower case, with what axios sends too where a request does not say otherwise;
 * undici leaves out the undefined ones. Written out: adding keys one by one costs some microseconds.
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
