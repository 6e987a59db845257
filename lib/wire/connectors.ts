import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { buildConnector } from 'undici';
import type { Proxy } from './proxy.js';

/** How a socket to an origin is opened: in undici's form, which its pools take as the option `connect`. */
export type Connector = buildConnector.connector;

/** How long a proxy may take to open a tunnel, in ms. A request gives up sooner; its socket does not. */
const TUNNEL_TIMEOUT_MS = 10_000;

/** Opens sockets to origins themselves; over TLS they offer HTTP/2 where `allowH2` says so. */
export function directConnector(allowH2: boolean): Connector {
  return buildConnector({ allowH2 });
}

/**
 * Opens TLS sockets to origins through a proxy's CONNECT: the proxy learns host and port, and sees nothing else.
 *
 * Not undici's ProxyAgent: that gives up its requests without the reason for which it was destroyed, lets a silent proxy
 * hold a tunnel for five minutes, and never offers HTTP/2 to the origin.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6
 */
export function tunnelConnector(proxy: Proxy, allowH2: boolean): Connector {
  const connectTls = buildConnector({ allowH2 });
  return (options, callback) => {
    const target = `${bracketed(options.hostname)}:${options.port || '443'}`;
    openTunnel(proxy, target, (error, httpSocket) => {
      if (httpSocket) connectTls({ ...options, httpSocket }, callback);
      else callback(error, null);
    });
  };
}

function openTunnel(
  { origin, authorization }: Proxy,
  target: string,
  done: (...result: [error: Error, socket: null] | [error: null, socket: Socket]) => void,
): void {
  const { protocol, hostname, port } = new URL(origin);
  const options: RequestOptions = {
    method: 'CONNECT',
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port || undefined,
    path: target,
    headers: { host: target, ...(authorization && { 'proxy-authorization': authorization }) },
    agent: false,
    timeout: TUNNEL_TIMEOUT_MS,
  };
  const request = (protocol === 'https:' ? httpsRequest : httpRequest)(options);
  request
    .on('connect', ({ statusCode = 0 }, socket: Socket) => {
      if (statusCode >= 200 && statusCode < 300) {
        socket.setTimeout(0);
        done(null, socket);
      } else {
        socket.destroy();
        done(tunnelError(target, `it responded with ${statusCode}`), null);
      }
    })
    .on('timeout', () => request.destroy(tunnelError(target, 'it did not respond in time')))
    .on('error', (error) => done(error, null))
    .end();
}

function tunnelError(target: string, problem: string): Error {
  const error = new Error(`the proxy opened no tunnel to ${target}: ${problem}`);
  return Object.assign(error, { code: 'ERR_PROXY_TUNNEL' });
}

function bracketed(hostname: string): string {
  return hostname.includes(':') ? `[${hostname}]` : hostname;
}
