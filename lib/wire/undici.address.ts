import { Axios, AxiosError, type InternalAxiosRequestConfig } from 'axios';

/** Where a request goes, in the two parts that undici takes. */
export interface Address {
  readonly origin: string;
  readonly path: string;
}

/** Joins by axios' rules, without the defaults of the global axios. */
const joiner = new Axios({});

/** What a URL parser would change in a path: dot segments, and characters that it encodes. */
const NEEDS_PARSING = /\/(?:\.|%2[eE])|[^\w\-.~%!$&()*+,;=:@/?]/;

/** How many base URLs are remembered. An app has one or two; one that makes them up must not fill the memory. */
const MAX_BASES = 100;

/** Finds where requests go. A plain path under a known base URL, the usual case, is not parsed: `new URL` costs 1 µs. */
export class Addresses {
  private readonly bases = new Map<string, Address>();

  of(config: InternalAxiosRequestConfig): Address {
    const { baseURL, url, params } = config;
    if (baseURL && url && !params && isPlainPath(url)) {
      const base = this.base(baseURL, config);
      return { origin: base.origin, path: base.path + url };
    }
    const { paramsSerializer, allowAbsoluteUrls } = config;
    return parse(
      joiner.getUri({ baseURL, url, params, paramsSerializer, allowAbsoluteUrls }),
      config,
    );
  }

  private base(baseURL: string, config: InternalAxiosRequestConfig): Address {
    let base = this.bases.get(baseURL);
    if (!base) {
      const { origin, path } = parse(baseURL, config);
      if (this.bases.size >= MAX_BASES) this.bases.clear();
      base = { origin, path: path.replace(/\/+$/, '') };
      this.bases.set(baseURL, base);
    }
    return base;
  }
}

function isPlainPath(url: string): boolean {
  return url.startsWith('/') && !url.startsWith('//') && !NEEDS_PARSING.test(url);
}

function parse(address: string, config: InternalAxiosRequestConfig): Address {
  if (!URL.canParse(address)) {
    throw new AxiosError('Invalid URL', AxiosError.ERR_INVALID_URL, config);
  }
  const { protocol, username, password, origin, pathname, search } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new AxiosError(`Unsupported protocol ${protocol}`, AxiosError.ERR_BAD_REQUEST, config);
  }
  if (username || password) {
    throw new AxiosError(
      'Credentials in a URL are not supported; pass them as `auth`',
      AxiosError.ERR_BAD_REQUEST,
      config,
    );
  }
  return { origin, path: pathname + search };
}
