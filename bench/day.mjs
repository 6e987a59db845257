import { NestFactory } from '@nestjs/core';
import { SpotifyCatalogService, SpotifyModule } from '../dist/index.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const ALBUMS = 2000;
const ARTISTS = 600;
const ZIPF_EXPONENT = 1.1;

/** The clients whose requests are counted; the first is the measure for the others. */
const CLIENTS = [
  { name: 'cache: false', cache: false },
  { name: 'cache: { minTtl: 0 }', cache: { minTtl: 0 } },
  { name: 'default options', cache: {} },
  { name: 'cache: { minTtl: a day }', cache: { minTtl: DAY_MS } },
];

/**
 * A day of a small site, on a clock of its own: `views` pages at even intervals, each an album with all its tracks and its
 * artist, in development mode, with the headers that Spotify sends. The same in every run.
 */
export async function countDay(views) {
  const clocks = [performance, Date].map((clock) => ({ clock, now: clock.now }));
  const start = Date.now();
  let elapsed = 0;
  for (const { clock } of clocks) clock.now = () => start + elapsed;
  try {
    const rows = [];
    for (const { name, cache } of CLIENTS) {
      const spotify = new Spotify();
      const app = await NestFactory.createApplicationContext(
        SpotifyModule.forRoot({
          clientId: 'bench',
          clientSecret: 'secret',
          cache,
          http: { adapter: (config) => spotify.respond(config) },
        }),
        { logger: false },
      );
      const catalog = app.get(SpotifyCatalogService);
      const albums = visits();
      for (let view = 0; view < views; view += 1) {
        elapsed = (view * DAY_MS) / views;
        const number = albums.next().value;
        await Promise.all([
          catalog.albums.get(id(number)),
          catalog.albums.tracks(id(number)).toArray(),
          catalog.artists.get(id(number % ARTISTS)),
        ]);
      }
      await app.close();
      rows.push({
        name,
        requests: spotify.requests,
        share: spotify.requests / (rows[0]?.requests ?? spotify.requests),
      });
    }
    return rows;
  } finally {
    for (const { clock, now } of clocks) clock.now = now;
  }
}

/** Album numbers, the popular ones more often, by Zipf's law. */
function* visits() {
  const weights = Array.from({ length: ALBUMS }, (_, rank) => 1 / (rank + 1) ** ZIPF_EXPONENT);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let seed = 1;
  for (;;) {
    seed = (seed * 48_271) % 2_147_483_647; // Lehmer's generator
    let left = (seed / 2_147_483_647) * total;
    yield weights.findIndex((weight) => (left -= weight) < 0);
  }
}

function id(number) {
  return String(number).padStart(22, '0');
}

/** Responds as an axios adapter, and counts the requests to the API, 304s included, as Spotify does. */
class Spotify {
  requests = 0;

  async respond(config) {
    const response = { status: 200, statusText: 'OK', config, request: {} };
    if (config.method === 'post') {
      const data = { access_token: 'bench', token_type: 'Bearer', expires_in: 1e6 };
      return { ...response, headers: {}, data: JSON.stringify(data) };
    }
    this.requests += 1;
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'public, max-age=0',
      etag: 'W/"bench"',
      vary: 'Authorization',
    };
    if (config.headers.has('if-none-match')) return { ...response, status: 304, headers, data: '' };
    const page = {
      href: '',
      items: [{ name: 'track' }],
      limit: 50,
      next: null,
      offset: 0,
      previous: null,
      total: 1,
    };
    const data = config.url.includes('/tracks') ? page : { name: 'album or artist', tracks: page };
    return { ...response, headers, data: JSON.stringify(data) };
  }
}
