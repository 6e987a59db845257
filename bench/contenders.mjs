/** Without what saves requests, or there would be nothing to compare. */
const bare = { cache: false, batching: false };

/** The clients compared: a script of clients/ and its settings. The first is the measure for the others. */
export const CONTENDERS = [
  { name: 'undici Pool.request', script: 'undici' },
  { name: 'nestjs-spotify', script: 'nestjs-spotify', terms: { options: bare } },
  {
    name: 'nestjs-spotify + interceptor',
    script: 'nestjs-spotify',
    terms: { options: bare, interceptor: true },
  },
  {
    name: 'nestjs-spotify + defaults',
    script: 'nestjs-spotify',
    terms: { options: { quotaMode: 'development' } },
    fillsCache: true,
  },
  { name: 'axios', script: 'axios', isSlow: true },
  { name: '@nestjs/axios', script: 'nest-axios', isSlow: true },
  { name: '@spotify/web-api-ts-sdk', script: 'official-sdk', isSlow: true },
  { name: 'spotify-web-api-node', script: 'spotify-web-api-node', isSlow: true },
];

/** The clients whose event loop is sampled. */
export const LOOP_CONTENDERS = CONTENDERS.filter(({ name }) =>
  ['undici Pool.request', 'nestjs-spotify', '@spotify/web-api-ts-sdk'].includes(name),
);

/** The same over TLS, as with Spotify itself; HTTP/2 where a client can. */
export const TLS_CONTENDERS = [
  ...CONTENDERS.filter(({ name }) => !name.includes('+') && name !== '@nestjs/axios'),
  { name: 'undici Pool.request, HTTP/2', script: 'undici', terms: { http2: true } },
  {
    name: 'nestjs-spotify, HTTP/2',
    script: 'nestjs-spotify',
    terms: { options: bare, http2: true },
  },
];
