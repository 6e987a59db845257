import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { startClient } from './start.mjs';

const bare = { cache: false, batching: false };
const MODULE = 'nestjs-spotify';

/** Connections that calls need over HTTP/2 and through a proxy; nothing where there is no certificate. */
export async function countConnections({ server, origins, certificate, peers, note }) {
  if (!certificate) return [];
  note('connections');
  const title = 'HTTP/2, 20 calls at once: sessions';
  const contenders = [
    { name: MODULE, script: MODULE, terms: { options: bare, http2: true } },
    { name: 'undici Pool.request', script: 'undici', terms: { http2: true } },
  ];
  const rows = [];
  for (const contender of peers ? contenders : contenders.slice(0, 1)) {
    const client = await startClient(contender, origins, { certificate });
    await server.run('counters');
    await client.run('block', { kind: 'track', calls: 20, concurrency: 20 });
    const { sessions } = await server.run('counters');
    await client.stop();
    rows.push({ title, name: contender.name, count: sessions });
  }
  return [...rows, await countTunnels(origins, certificate)];
}

async function countTunnels(origins, certificate) {
  const proxy = createServer();
  let tunnels = 0;
  proxy.on('connect', ({ url }, socket) => {
    tunnels += 1;
    const { hostname, port } = new URL(`http://${url}`);
    const target = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    for (const end of [socket, target]) end.on('error', () => {}); // a client that ends is no matter
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const http = { proxy: { protocol: 'http', host: '127.0.0.1', port: proxy.address().port } };
  const contender = { script: MODULE, terms: { options: { ...bare, http } } };
  const client = await startClient(contender, origins, { certificate });
  await client.run('block', { kind: 'track', calls: 200, concurrency: 16 });
  await client.stop();
  proxy.close();
  const title = 'through a proxy, a grant and 200 calls at 16 at a time: tunnels';
  return { title, name: MODULE, count: tunnels };
}
