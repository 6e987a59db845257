import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Test, type TestingModule } from '@nestjs/testing';
import { SpotifyHttpService, SpotifyModule } from 'nestjs-spotify';

const MIB = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

describe('the memory that kept answers take', () => {
  let server: Server;
  let moduleRef: TestingModule;
  let http: SpotifyHttpService;

  beforeEach(async () => {
    server = createServer(({ url = '' }, response) => {
      const token = { access_token: 'token', expires_in: 3600 };
      response.writeHead(200, {
        'content-type': 'application/json',
        'cache-control': 'max-age=3600',
      });
      response.end(JSON.stringify(url === '/api/token' ? token : page(url)));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const options = { clientId: 'id', clientSecret: 'secret', apiUrl: `${url}/v1` };
    moduleRef = await Test.createTestingModule({
      imports: [
        SpotifyModule.forRoot({ ...options, accountsUrl: url, cache: { maxBytes: 8 * MIB } }),
      ],
    }).compile();
    http = moduleRef.get(SpotifyHttpService);
  });

  afterEach(async () => {
    await moduleRef.close();
    server.closeAllConnections();
    server.close();
  });

  it('is about what `maxBytes` says', async () => {
    await ask(10); // what stays in any case: code, sockets, tables
    collect();
    const before = process.memoryUsage().heapUsed;
    await ask(800);
    collect();
    const taken = process.memoryUsage().heapUsed - before;
    expect(taken).toBeLessThan(8 * 1.25 * MIB);
    expect(taken).toBeGreaterThan(8 * 0.75 * MIB);
  });

  async function ask(pages: number) {
    for (let n = 0; n < pages; n += 1) await http.get(`/playlists/${n}-${pages}`);
  }
});

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
