import type { NestExpressApplication } from '@nestjs/platform-express';
import type { FakeSpotify } from 'nestjs-spotify/testing';
import { createApp } from '../../sample/02-catalog-app/app.js';
import { Clients } from '../../sample/02-catalog-app/clients/clients.js';

export interface CatalogApp {
  readonly app: NestExpressApplication;
  readonly url: string;
  /** The fakes by quota mode. */
  fake(mode?: 'development' | 'extended'): FakeSpotify;
  /** Sends the made-up visitors away. */
  noCallers(): Promise<void>;
}

/** The sample, listening on a free port: with the embedded fakes, or as with credentials of the real Spotify. */
export async function startCatalogApp({ real = false } = {}): Promise<CatalogApp> {
  delete process.env['SPOTIFY_CLIENT_ID'];
  delete process.env['SPOTIFY_CLIENT_SECRET'];
  if (real) {
    process.env['SPOTIFY_CLIENT_ID'] = 'a'.repeat(32);
    process.env['SPOTIFY_CLIENT_SECRET'] = 'b'.repeat(32);
  }
  const app = await createApp();
  await app.listen(0, '127.0.0.1');
  const clients = app.get(Clients, { strict: false });
  const url = await app.getUrl();
  return {
    app,
    url,
    fake: (mode) => clients.of(mode).fake!,
    async noCallers() {
      for (const mode of ['development', 'extended']) {
        await fetch(`${url}/inside/callers?perSecond=0&mode=${mode}`, { method: 'POST' });
      }
    },
  };
}

/** How many requests the fake's API has received. */
export function apiRequests({ requests }: FakeSpotify): number {
  return requests.filter(({ service }) => service === 'api').length;
}
