import { MemoryStore, SpotifyConfigError, type SpotifyModuleOptions } from 'nestjs-spotify';
import { client } from '../../support/client.js';
import { setClocksAhead } from '../../support/clock.js';
import { ScriptedServer, sendJson } from '../../support/scripted-server.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const ID = '4aawyAB9vmqN3uQ7FjRGTy';

type CacheOptions = SpotifyModuleOptions['cache'];

/** As Spotify does, sends nearly everything with `max-age=0` and an ETag. */
async function start(cache: CacheOptions = {}, headers: Record<string, string> = {}) {
  const server = await ScriptedServer.start((request, response) => {
    const sent = { 'cache-control': 'public, max-age=0', etag: '"1"', ...headers };
    if (request.headers['if-none-match']) response.writeHead(304, sent).end();
    else sendJson(response, { id: ID }, 200, sent);
  });
  const { http } = await client(server, {
    cache,
    accessToken: { accessToken: 'long', expiresIn: 1e6 },
  });
  const statuses = () =>
    server.apiRequests().map((request) => ('if-none-match' in request.headers ? 304 : 200));
  return { http, server, statuses };
}

describe('cache.minTtl', () => {
  it.each([
    [`/albums/${ID}`, HOUR_MS],
    [`/albums?ids=${ID},${ID}`, HOUR_MS],
    [`/albums/${ID}/tracks?limit=50&offset=0`, HOUR_MS],
    [`/artists/${ID}?market=SE`, HOUR_MS],
    [`/audiobooks/${ID}/chapters`, HOUR_MS],
    [`/tracks/${ID}`, HOUR_MS],
    [`/audio-features/${ID}`, HOUR_MS],
    ['/markets', HOUR_MS],
    ['/recommendations/available-genre-seeds', HOUR_MS],
    [`/artists/${ID}/albums`, 10 * MINUTE_MS],
    [`/shows/${ID}/episodes`, 10 * MINUTE_MS],
    ['/browse/new-releases', 10 * MINUTE_MS],
    ['/browse/categories/dinner', 10 * MINUTE_MS],
    [`/playlists/${ID}`, 0],
    [`/playlists/${ID}/items`, 0],
    ['/users/someone', 0],
    ['/users/someone/playlists', 0],
    ['/search?q=love&type=album', 0],
    ['/recommendations?seed_genres=soul', 0],
    ['/me', 0],
    ['/constructor/x', 0],
  ])('keeps %s fresh for %d ms by default', async (path, ttl) => {
    const { http, server } = await start();
    await http.get(path);
    setClocksAhead(Math.max(0, ttl / 1000 - 1));
    if (ttl > 0) await http.get(path);
    expect(server.apiRequests()).toHaveLength(1);
    setClocksAhead(ttl / 1000 + 1);
    await http.get(path);
    expect(server.apiRequests()).toHaveLength(2);
  });

  it('starts again with a 304', async () => {
    const { http, statuses } = await start({ minTtl: 10_000 });
    await http.get('/search?q=a');
    setClocksAhead(11);
    await http.get('/search?q=a');
    setClocksAhead(20);
    await http.get('/search?q=a');
    expect(statuses()).toEqual([200, 304]);
    setClocksAhead(22);
    await http.get('/search?q=a');
    expect(statuses()).toEqual([200, 304, 304]);
  });

  it('takes one number for everything, or one per resource and its lists', async () => {
    const one = await start({ minTtl: 1000 });
    for (const path of ['/me', '/search?q=a'])
      for (let n = 0; n < 2; n += 1) await one.http.get(path);
    expect(one.server.apiRequests()).toHaveLength(2);

    const some = await start({ minTtl: { albums: 0, playlists: 5000 } });
    for (const path of [
      `/albums/${ID}`,
      `/albums/${ID}/tracks`,
      `/playlists/${ID}/items`,
      `/tracks/${ID}`,
    ]) {
      for (let n = 0; n < 2; n += 1) await some.http.get(path);
    }
    expect(some.statuses()).toEqual([200, 304, 200, 304, 200, 200]);
  });

  it.each([
    ['no-cache', 1],
    ['max-age=0, must-revalidate', 1],
    ['private', 1],
    ['no-store', 2],
    ['max-age=0, no-store', 2],
  ])('overrides the headers, but not no-store: %s', async (cacheControl, requests) => {
    const { http, server } = await start({}, { 'cache-control': cacheControl });
    for (let n = 0; n < 2; n += 1) await http.get(`/albums/${ID}`);
    expect(server.apiRequests()).toHaveLength(requests);
  });

  it('does not shorten a longer max-age', async () => {
    const { http, server } = await start({ minTtl: 1000 }, { 'cache-control': 'max-age=7200' });
    await http.get('/search?q=a');
    setClocksAhead(7000);
    await http.get('/search?q=a');
    expect(server.apiRequests()).toHaveLength(1);
  });

  it.each<[CacheOptions, string, RegExp]>([
    [{ minTtl: -1 }, 'cache.minTtl', /from 0 to 86400000/],
    [{ minTtl: 86_400_001 }, 'cache.minTtl', /a day/],
    [{ minTtl: Number.NaN }, 'cache.minTtl', /NaN/],
    [{ minTtl: '1h' as never }, 'cache.minTtl', /'1h'/],
    [{ minTtl: null as never }, 'cache.minTtl', /null/],
    [{ minTtl: { albums: Infinity } }, 'cache.minTtl.albums', /Infinity/],
    [{ minTtl: { album: 1 } as never }, 'cache.minTtl.album', /albums/],
  ])('is refused at start where it is invalid: %j', async (cache, option, message) => {
    const started = start(cache);
    await expect(started).rejects.toThrow(SpotifyConfigError);
    await expect(started).rejects.toMatchObject({ option });
    await expect(started).rejects.toThrow(message);
  });

  it('counts from when another process fetched a response', async () => {
    const first = await ScriptedServer.start();
    const options = { cache: {}, shared: { responses: new MemoryStore() } };
    const one = await client(first, options);
    await one.http.get(`/albums/${ID}`);
    setClocksAhead(3000);
    const other = await client(first, options);
    await other.http.get(`/albums/${ID}`);
    expect(first.apiRequests()).toHaveLength(1);
    setClocksAhead(3700);
    await other.http.get(`/albums/${ID}`);
    expect(first.apiRequests()).toHaveLength(2);
  });
});
