import { AxiosError, type AxiosProxyConfig, type InternalAxiosRequestConfig } from 'axios';

/** A proxy, and the header by which we log in there. */
export interface Proxy {
  readonly origin: string;
  readonly authorization: string | undefined;
}

/** The proxy that axios' option `proxy` describes. */
export function proxyOf(
  { host, port, protocol = 'http', auth }: AxiosProxyConfig,
  config: InternalAxiosRequestConfig,
): Proxy {
  const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  const address = `${protocol.replace(/:$/, '')}://${name}${port ? `:${port}` : ''}`;
  if (!isHttp(address)) {
    const message = 'The option `proxy` takes the host and the port of an http or https proxy';
    throw new AxiosError(message, AxiosError.ERR_BAD_OPTION, config);
  }
  return {
    origin: new URL(address).origin,
    authorization: auth && basic(auth.username, auth.password),
  };
}

/**
 * Finds the proxies that the environment names in `https_proxy`, `http_proxy` and `all_proxy`, in small letters or
 * capitals. `no_proxy` lists hosts, each with its subdomains and perhaps a port, that are reached directly.
 * Read once: a look at `process.env` costs about a microsecond.
 */
export class EnvironmentProxies {
  private readonly proxies = new Map<string, Proxy | undefined>();
  private readonly exceptions: readonly string[];

  constructor() {
    const all = readVariable('all_proxy');
    for (const protocol of ['http', 'https']) {
      const address = readVariable(`${protocol}_proxy`) || all;
      if (address) this.proxies.set(`${protocol}:`, parseProxy(address));
    }
    this.exceptions = readVariable('no_proxy')
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean);
  }

  /** Whether there are none: then nobody needs to look. */
  get none(): boolean {
    return this.proxies.size === 0;
  }

  for(origin: string, config: InternalAxiosRequestConfig): Proxy | undefined {
    const { protocol, hostname, port } = new URL(origin);
    if (!this.proxies.has(protocol)) return undefined;
    const usualPort = protocol === 'https:' ? '443' : '80';
    if (this.exceptions.some((entry) => covers(entry, hostname, port || usualPort)))
      return undefined;
    const proxy = this.proxies.get(protocol);
    if (proxy) return proxy;
    // Without the address, which may hold a password.
    const message = `The environment's proxy for ${protocol} addresses is not the URL of an http or https proxy`;
    throw new AxiosError(message, AxiosError.ERR_BAD_OPTION, config);
  }
}

function readVariable(name: string): string {
  return process.env[name] || process.env[name.toUpperCase()] || '';
}

function parseProxy(address: string): Proxy | undefined {
  const full = address.includes('://') ? address : `http://${address}`;
  if (!isHttp(full)) return undefined;
  const { origin, username, password } = new URL(full);
  const named = username || password;
  return {
    origin,
    authorization: named
      ? basic(decodeURIComponent(username), decodeURIComponent(password))
      : undefined,
  };
}

function isHttp(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}

/** @see https://www.rfc-editor.org/rfc/rfc7617#section-2 */
function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** Whether an entry of `no_proxy` covers a host: `example.com`, `.example.com`, `*.example.com`, `host:port` or `*`. */
function covers(entry: string, hostname: string, port: string): boolean {
  const [, name = '', ownPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (ownPort && ownPort !== port) return false;
  const domain = name.replace(/^\*?\./, '');
  return domain === '*' || hostname === domain || hostname.endsWith(`.${domain}`);
}
