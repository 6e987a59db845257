import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createSecureServer } from 'node:http2';
import { createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { bare } from './bare.mjs';
import { canned } from './canned.mjs';
import { Service } from './service.mjs';

const bodies = await canned();
const service = new Service(bodies);
const [key, cert] = process.argv.slice(2).map((file) => readFileSync(file));

const origins = { http: `http://127.0.0.1:${await listen(createServer(bare(service)))}` };
if (key) {
  const tls = createTlsServer({ key, cert, ALPNProtocols: ['http/1.1'] }, bare(service));
  const http2 = createSecureServer({ key, cert });
  http2.on('session', () => (service.counters.sessions += 1));
  http2.on('stream', (stream, { ':path': path, 'if-none-match': etag }) => {
    const { status, headers, body } = service.answer(path, etag !== undefined);
    stream.respond({ ':status': status, ...headers });
    stream.end(body);
  });
  origins.https = `https://127.0.0.1:${await listen(tls)}`;
  origins.http2 = `https://127.0.0.1:${await listen(http2)}`;
}

const tasks = {
  counters: () => service.readCounters(),
  keepFor: ({ seconds }) => service.keepFor(seconds),
};
process.on('disconnect', () => process.exit());
process.on('message', (message) => process.send({ result: tasks[message.task](message) ?? null }));

const sizes = Object.entries(bodies).map(([kind, body]) => [kind, Buffer.byteLength(body)]);
process.send({ result: { origins, sizes: Object.fromEntries(sizes) } });

async function listen(server) {
  server.listen(0, '127.0.0.1', 4096);
  await once(server, 'listening');
  return server.address().port;
}
