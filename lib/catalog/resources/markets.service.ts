import { Injectable } from '@nestjs/common';
import type { CallOptions } from '../../pipeline/spotify-http.service.js';
import { CatalogClient } from '../catalog.client.js';
import type { EndpointTable } from '../endpoint.js';

export const MARKET_ENDPOINTS = {
  list: {
    path: '/markets',
    property: 'markets',
    developmentAlternative: 'keep a list of the markets you serve.',
    reference: 'get-available-markets',
  },
} as const satisfies EndpointTable;

/** The countries where Spotify is available. */
@Injectable()
export class SpotifyMarketsService {
  constructor(private readonly client: CatalogClient) {}

  /**
   * The markets as ISO 3166-1 alpha-2 codes, such as `SE`.
   *
   * @remarks Extended quota only: gone in development mode since February 2026. Instead: keep a list of the markets you
   * serve.
   * @throws SpotifyUnavailableError in development mode
   * @see https://developer.spotify.com/documentation/web-api/reference/get-available-markets
   */
  list(options?: CallOptions): Promise<readonly string[]> {
    return this.client.get(MARKET_ENDPOINTS.list, undefined, options);
  }
}
