import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { queryObjects } from 'node:v8';
import { Pool } from 'undici';
import { createLeanAxios } from '../../lib/wire/lean-axios.js';
import { undiciAdapter } from '../../lib/wire/undici.adapter.js';
import { until } from '../support/until.js';

it('origins take no memory once their sockets are closed, and can be reached again', async () => {
  const server = createServer((_, response) => {
    response.writeHead(200, { connection: 'close', 'content-type': 'application/json' });
    response.end('{"ok":true}');
  }).listen(0); // every address of 127.0.0.0/8 leads here
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const adapter = undiciAdapter({ concurrency: 4 });
  const http = createLeanAxios({}, adapter);
  for (let round = 0; round < 2; round += 1) {
    const addresses = Array.from({ length: 50 }, (_, n) => `http://127.0.0.${n + 1}:${port}/`);
    const responses = await Promise.all(addresses.map((address) => http.get<unknown>(address)));
    expect(responses.every(({ status }) => status === 200)).toBe(true);
    await http.get('http://127.0.0.1:1/').catch(() => {}); // nobody listens there
  }
  await until(() => queryObjects(Pool, { format: 'count' }) === 0);
  await adapter.destroy();
  server.close();
  await once(server, 'close');
}, 60_000); // each collection of the heap takes a second on a busy machine
