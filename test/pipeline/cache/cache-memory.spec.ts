import { setImmediate } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { client } from '../../support/client.js';
import { collectGarbage } from '../../support/garbage.js';
import { json, ScriptedServer } from '../../support/scripted-server.js';

const MIB = 1024 * 1024;

jest.setTimeout(60_000); // hundreds of requests

describe('the memory that cached responses take', () => {
  it.each([
    ['as long as nobody requests them again', 1],
    ['once each was requested again', 2],
  ])('is about what `maxBytes` says, %s', async (_, times) => {
    const server = await ScriptedServer.start(json(({ url = '' }) => page(url)));
    const { http } = await client(server, { cache: { maxBytes: 8 * MIB, minTtl: 3_600_000 } });
    const get = async (count: number) => {
      for (let n = 0; n < count * times; n += 1) {
        await http.get(`/playlists/${count}-${Math.floor(n / times)}`);
      }
      server.requests.length = 0;
    };
    await get(50); // what is not freed in any case: code, sockets, tables
    const before = await memory();
    await get(800);
    const taken = (await memory()) - before;
    expect(taken).toBeLessThan(8 * 1.25 * MIB);
    expect(taken).toBeGreaterThan(8 * 0.7 * MIB);
  });
});

it('takes no more where one response among many is fetched anew again and again', async () => {
  const server = await ScriptedServer.start(
    json(({ url = '' }) => ({ url, fill: 'x'.repeat(4000) })),
  );
  const { http } = await client(server, { cache: { maxBytes: 2 * MIB, minTtl: 3_600_000 } });
  const get = async (from: number, to: number) => {
    for (let n = from; n < to; n += 1) {
      await http.get(`/tracks/${n}`);
      for (let m = 0; m < 7; m += 1) await http.get('/tracks/new', {}, { cache: 'reload' });
    }
    server.requests.length = 0;
  };
  await get(0, 20);
  const before = await memory();
  await get(20, 320);
  expect((await memory()) - before).toBeLessThan(2 * 1.25 * MIB);
});

it('does not go to responses that are requested once, at the expense of one that was requested again', async () => {
  const server = await ScriptedServer.start(
    json(({ url = '' }) => ({ url, fill: 'x'.repeat(4000) })),
  );
  const { http } = await client(server, { cache: { maxBytes: MIB, minTtl: 3_600_000 } });
  await http.get('/tracks/popular');
  await http.get('/tracks/popular');
  for (let n = 0; n < 1000; n += 1) await http.get(`/tracks/${n}`);
  expect(server.apiRequests()).toHaveLength(1001);
  await http.get('/tracks/popular');
  await http.get('/tracks/999'); // the latest are there too
  expect(server.apiRequests()).toHaveLength(1001);
  await http.get('/tracks/0');
  expect(server.apiRequests()).toHaveLength(1002);
});

async function memory(): Promise<number> {
  collectGarbage();
  await setImmediate(); // buffers are freed after the first collection
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Some 15 KB of JSON: names in Latin and in Japanese, numbers, lists and flags. */
function page(url: string) {
  const items = Array.from({ length: 50 }, (_, n) => ({
    id: `${url}-${n}-0123456789`,
    name:
      n % 5 === 0 ? `東京の夜と朝のための長い組曲 ${n}` : `A suite for the night in Lisbon ${n}`,
    duration_ms: 200_000 + n,
    explicit: n % 2 === 0,
    available_markets: ['DE', 'FR', 'JP', 'SE', 'US'],
    external_urls: { spotify: `https://open.spotify.com/track/${url.length}${n}` },
  }));
  return { href: url, items, total: 50 };
}
