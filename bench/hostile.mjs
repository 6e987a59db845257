import { once } from 'node:events';
import { createServer } from 'node:http';
import { brotliCompressSync, constants } from 'node:zlib';
import { startClient } from './start.mjs';

/** Four calls at once get the same body. */
const CALLS = 4;

/** Bodies that cost much more to read than to send: the most that the module parses, and what it refuses. */
const BODIES = {
  '99,999 empty objects': () => `[${'{},'.repeat(99_997)}{}]`,
  '249,999 keys in an object': () => {
    const keys = Array.from({ length: 249_999 }, (_, number) => `"${number.toString(36)}":0`);
    return `{${keys.join(',')}}`;
  },
  '2,000,000 numbers': () => `[${'1,'.repeat(1_999_999)}1]`,
  '32 MiB of empty objects': () => `[${'{},'.repeat((32 * 1024 * 1024) / 3)}{}]`,
  '4 MiB of opening brackets': () => '['.repeat(4 * 1024 * 1024),
};

/** For how long small hostile answers block the event loop, and how much memory they take. */
export async function timeHostile({ note }) {
  note('hostile answers');
  const rows = [];
  for (const [name, write] of Object.entries(BODIES)) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
    const wire = brotliCompressSync(write(), { params });
    const server = createServer((request, response) => {
      request.resume();
      if (request.url === '/api/token') {
        response.end('{"access_token":"bench","token_type":"Bearer","expires_in":3600}');
      } else {
        response.writeHead(200, { 'content-encoding': 'br' }).end(wire);
      }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const origin = `http://127.0.0.1:${server.address().port}`;
    const terms = { options: { retry: false } };
    const client = await startClient({ script: 'nestjs-spotify', terms }, { http: origin });
    const { stall, memory, refusal } = await client.run('hostile', { calls: CALLS });
    await client.stop();
    server.close();
    rows.push({ name, wire: wire.length, stall, memory, refusal });
  }
  return rows;
}
