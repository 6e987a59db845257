import { NestFactory } from '@nestjs/core';
import { SpotifyApi } from '@spotify/web-api-ts-sdk';
import { SpotifyCatalogService, SpotifyModule } from '../dist/index.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const ALBUMS = 2000;
const ARTISTS = 600;
const ZIPF_EXPONENT = 1.1;

/** The clients whose requests are counted; the first is the measure for the others. */
const CLIENTS = [
  { name: '@spotify/web-api-ts-sdk', connect: connectOfficialSdk },
  { name: 'nestjs-spotify, cache: false', connect: connectModule, cache: false },
  { name: 'nestjs-spotify, cache: { minTtl: 0 }', connect: connectModule, cache: { minTtl: 0 } },
  { name: 'nestjs-spotify, default options', connect: connectModule },
  {
    name: 'nestjs-spotify, cache: { minTtl: a day }',
    connect: connectModule,
    cache: { minTtl: DAY_MS },
  },
];

/** Pages of a client without a cache, which asks for the list of an album's tracks by the album's id. */
async function connectOfficialSdk(spotify) {
  const token = { access_token: 'bench', token_type: 'Bearer', expires_in: 1e6, refresh_token: '' };
  const api = SpotifyApi.withAccessToken('bench', token, {
    fetch: async (url, { method, headers }) => {
      const { status, headers: received, data } = spotify.respond(method, url, headers);
      return new Response(data || null, { status, headers: received });
    },
  });
  return {
    makePage: (number) =>
      Promise.all([
        api.albums.get(id(number)),
        api.albums.tracks(id(number)),
        api.artists.get(id(number % ARTISTS)),
      ]),
    close: async () => {},
  };
}

/** Pages of the module: the list begins with the tracks that the album contains, which are all but for long ones. */
async function connectModule(spotify, cache) {
  const app = await NestFactory.createApplicationContext(
    SpotifyModule.forRoot({
      clientId: 'bench',
      clientSecret: 'secret',
      cache,
      http: {
        adapter: async (config) => ({
          ...spotify.respond(config.method, config.url, Object.fromEntries(config.headers)),
          statusText: '',
          config,
          request: {},
        }),
      },
    }),
    { logger: false },
  );
  const catalog = app.get(SpotifyCatalogService);
  return {
    async makePage(number) {
      const album = await catalog.albums.get(id(number));
      const artist = catalog.artists.get(album.artists[0].id);
      return [album, await catalog.albums.tracks(album).toArray(), await artist];
    },
    close: () => app.close(),
  };
}

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
    for (const { name, connect, cache } of CLIENTS) {
      const spotify = new Spotify();
      const client = await connect(spotify, cache);
      const albums = visits();
      for (let view = 0; view < views; view += 1) {
        elapsed = (view * DAY_MS) / views;
        await client.makePage(albums.next().value);
      }
      await client.close();
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

/** Counts the requests to the API, 304s included, as Spotify does. */
class Spotify {
  requests = 0;

  respond(method, url, requestHeaders) {
    if (method.toLowerCase() === 'post') {
      const data = { access_token: 'bench', token_type: 'Bearer', expires_in: 1e6 };
      return { status: 200, headers: {}, data: JSON.stringify(data) };
    }
    this.requests += 1;
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'public, max-age=0',
      etag: 'W/"bench"',
      vary: 'Authorization',
    };
    if ('if-none-match' in requestHeaders) return { status: 304, headers, data: '' };
    const page = {
      href: '',
      items: [{ name: 'track' }],
      limit: 50,
      next: null,
      offset: 0,
      previous: null,
      total: 1,
    };
    const [kind, own, list] = url
      .replace(/^.*\/v1\/|\?.*$/g, '')
      .split('/')
      .filter(Boolean);
    const artists = [{ id: id(Number(own) % ARTISTS) }];
    const data = list ? page : { id: own, name: kind, artists, tracks: page };
    return { status: 200, headers, data: JSON.stringify(data) };
  }
}
