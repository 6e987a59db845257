import { Injectable } from '@nestjs/common';
import type { CallOptions } from '../../pipeline/spotify-http.service.js';
import { CatalogClient } from '../catalog.client.js';
import type { EndpointTable } from '../endpoint.js';

export const GENRE_ENDPOINTS = {
  seeds: {
    path: '/recommendations/available-genre-seeds',
    property: 'genres',
    developmentAlternative: "search takes any genre: searchQuery({ genre: 'ambient' }).",
    legacyAppsOnly: true,
    reference: 'get-recommendation-genres',
  },
} as const satisfies EndpointTable;

/** The genres that recommendations accept as seeds. */
@Injectable()
export class SpotifyGenresService {
  constructor(private readonly client: CatalogClient) {}

  /**
   * The genre names that `recommendations.get()` accepts as `seedGenres`.
   *
   * @deprecated Gone since 2024-11-27 for all apps but those that had extended access before. Instead: a search takes
   * any genre, `searchQuery({ genre })`.
   * @throws SpotifyUnavailableError in development mode
   * @see https://developer.spotify.com/documentation/web-api/reference/get-recommendation-genres
   */
  seeds(options?: CallOptions): Promise<readonly string[]> {
    return this.client.get(GENRE_ENDPOINTS.seeds, undefined, options);
  }
}
