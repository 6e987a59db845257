import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, type Socket } from 'node:net';
import { credentials } from './certificate.js';
import { listen } from './secure-spotify.js';

/** A proxy that tunnels and forwards, and records what it could read. */
export async function proxyServer(protocol: 'http' | 'https' = 'http') {
  const proxy = {
    url: '',
    port: 0,
    tunnels: 0,
    openTunnels: 0,
    /** Targets of CONNECT, and whole URLs of forwarded requests. */
    targets: [] as (string | undefined)[],
    logins: [] as (string | undefined)[],
    /** Every byte that clients sent, as text. */
    seen: '',
    /** Responds to CONNECT instead of opening a tunnel. */
    refusal: undefined as string | undefined,
  };
  const forward: RequestListener = (request, response) => {
    proxy.targets.push(request.url);
    const { 'proxy-authorization': login, ...headers } = request.headers;
    proxy.logins.push(login);
    const onward = httpRequest(request.url!, { method: request.method, headers }, (incoming) => {
      response.writeHead(incoming.statusCode!, incoming.headers);
      incoming.pipe(response);
    });
    request.pipe(onward);
  };
  const server =
    protocol === 'http' ? createServer(forward) : createHttpsServer(credentials, forward);
  server.on('connection', (socket: Socket) => {
    socket.on('data', (bytes: Buffer) => (proxy.seen += bytes.toString('latin1')));
  });
  server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    proxy.targets.push(request.url);
    proxy.logins.push(request.headers['proxy-authorization']);
    socket.on('error', () => {});
    if (proxy.refusal !== undefined) return void socket.end(proxy.refusal);
    const { hostname, port } = new URL(`http://${request.url}`);
    const target = connect(Number(port), hostname, () => {
      proxy.tunnels += 1;
      proxy.openTunnels += 1;
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.write(head);
      socket.on('data', (bytes: Buffer) => (proxy.seen += bytes.toString('latin1')));
      target.pipe(socket);
      socket.pipe(target);
    });
    target.on('error', () => socket.destroy());
    target.on('close', () => socket.destroy());
    socket.on('close', () => {
      proxy.openTunnels -= 1;
      target.destroy();
    });
    return undefined;
  });
  proxy.port = await listen(server);
  proxy.url = `${protocol}://localhost:${proxy.port}`;
  return proxy;
}
