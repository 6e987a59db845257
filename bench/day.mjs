import { NestFactory } from '@nestjs/core';
import { SpotifyCatalogService, SpotifyModule } from '../dist/index.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const ALBUMS = 2000;
const ARTISTS = 600;
const ZIPF_EXPONENT = 1.1;

/** A page as clients without this module's pagers make it: the album, the list of its tracks, its artist. */
const requestAll = (catalog, number) =>
  Promise.all([
    catalog.albums.get(id(number)),
    catalog.albums.tracks(id(number)).toArray(),
    catalog.artists.get(id(number % ARTISTS)),
  ]);

/** The list begins with the tracks that the album contains, which are all but for long ones. */
const beginWithAlbum = async (catalog, number) => {
  const album = await catalog.albums.get(id(number));
  const artist = catalog.artists.get(album.artists[0].id);
  return [album, await catalog.albums.tracks(album).toArray(), await artist];
};

/** The clients whose requests are counted; the first is the measure for the others. */
const CLIENTS = [
  { name: 'no cache, the list by its id', cache: false, makePage: requestAll },
  { name: 'cache: false', cache: false, makePage: beginWithAlbum },
  { name: 'cache: { minTtl: 0 }', cache: { minTtl: 0 }, makePage: beginWithAlbum },
  { name: 'default options', cache: {}, makePage: beginWithAlbum },
  { name: 'cache: { minTtl: a day }', cache: { minTtl: DAY_MS }, makePage: beginWithAlbum },
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
    for (const { name, cache, makePage } of CLIENTS) {
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
        await makePage(catalog, number);
      }
      await app.close();
      rows.push({ name, requests: spotify.requests });
    }
    const [measure, uncached] = rows;
    return rows.map(({ name, requests }) => ({
      name,
      requests,
      share: requests / measure.requests,
      shareOfUncached: requests / uncached.requests,
    }));
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
    const [, kind, own, list] = config.url.split('/');
    const artists = [{ id: id(Number(own) % ARTISTS) }];
    const data = list ? page : { id: own, name: kind, artists, tracks: page };
    return { ...response, headers, data: JSON.stringify(data) };
  }
}
