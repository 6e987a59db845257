import { NestFactory } from '@nestjs/core';
import { SpotifyCatalogService, SpotifyHttpService, SpotifyModule } from '../../dist/index.js';

/** This module, in a Nest application: every layer of it, with `options` over its defaults. */
export async function connect({ apiUrl, accountsUrl, http2, options, interceptor }) {
  const module = SpotifyModule.forRoot({
    clientId: 'bench',
    clientSecret: 'secret',
    quotaMode: 'extended',
    apiUrl,
    accountsUrl,
    http2,
    ...options,
  });
  const app = await NestFactory.createApplicationContext(module, { logger: false });
  const catalog = app.get(SpotifyCatalogService);
  if (interceptor) {
    app.get(SpotifyHttpService).axiosRef.interceptors.request.use((config) => {
      config.headers.set('x-request-id', 'bench');
      return config;
    });
  }
  return {
    track: (id) => catalog.tracks.get(id),
    album: (id) => catalog.albums.get(id),
    search: (query) => catalog.search.query(query, ['track']),
  };
}
