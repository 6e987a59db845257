import type { SpotifyHttpService } from 'nestjs-spotify';
import { client } from '../../support/client.js';
import { collectGarbage } from '../../support/garbage.js';
import { ScriptedServer, sendJson } from '../../support/scripted-server.js';

const MIB = 1024 * 1024;

describe('the memory that cached responses take', () => {
  let http: SpotifyHttpService;
  let server: ScriptedServer;

  beforeEach(async () => {
    server = await ScriptedServer.start(({ url = '' }, response) =>
      sendJson(response, page(url), 200, { 'cache-control': 'max-age=3600' }),
    );
    ({ http } = await client(server, { cache: { maxBytes: 8 * MIB } }));
  });

  it('is about what `maxBytes` says', async () => {
    await getPages(10); // what stays in any case: code, sockets, tables
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    await getPages(800);
    collectGarbage();
    const taken = process.memoryUsage().heapUsed - before;
    expect(taken).toBeLessThan(8 * 1.25 * MIB);
    expect(taken).toBeGreaterThan(8 * 0.75 * MIB);
  });

  async function getPages(pages: number) {
    for (let n = 0; n < pages; n += 1) await http.get(`/playlists/${n}-${pages}`);
    server.requests.length = 0;
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
