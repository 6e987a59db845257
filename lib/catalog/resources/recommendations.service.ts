import { Injectable } from '@nestjs/common';
import { invalidInput } from '../../errors/api.errors.js';
import { parseSpotifyId } from '../../ids/spotify-id.js';
import type { Recommendations } from '../../models/discovery.js';
import type { MarketOptions } from '../call.options.js';
import { CatalogClient } from '../catalog.client.js';
import type { EndpointTable } from '../endpoint.js';

const ATTRIBUTES = [
  'acousticness',
  'danceability',
  'duration_ms',
  'energy',
  'instrumentalness',
  'key',
  'liveness',
  'loudness',
  'mode',
  'popularity',
  'speechiness',
  'tempo',
  'time_signature',
  'valence',
] as const;

/** Spotify's limit for artists, genres and tracks together. */
const MAX_SEEDS = 5;

export const RECOMMENDATION_ENDPOINTS = {
  get: {
    path: '/recommendations',
    query: [
      'market',
      'seed_artists',
      'seed_genres',
      'seed_tracks',
      ...ATTRIBUTES.flatMap((name) => [`min_${name}`, `max_${name}`, `target_${name}`]),
    ],
    limit: 100,
    developmentAlternative: 'search.tracks(searchQuery({ genre, year })) finds tracks of a genre.',
    legacyAppsOnly: true,
    reference: 'get-recommendations',
  },
} as const satisfies EndpointTable;

type CamelCase<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S;

/** `minTempo`, `maxTempo`, `targetTempo` and the same of every audio attribute. */
export type RecommendationTuning = {
  [K in `${'min' | 'max' | 'target'}${Capitalize<CamelCase<(typeof ATTRIBUTES)[number]>>}`]?:
    | number
    | undefined;
};

/** One to five seeds of any kind, and what the tracks should sound like. */
export interface RecommendationOptions extends MarketOptions, RecommendationTuning {
  /** Ids, URIs or links of artists. */
  seedArtists?: readonly string[] | undefined;
  /** Names of genres; see `genres.seeds()`. */
  seedGenres?: readonly string[] | undefined;
  /** Ids, URIs or links of tracks. */
  seedTracks?: readonly string[] | undefined;
  /** How many tracks, from 1 to 100. Default 20. */
  limit?: number | undefined;
}

/** Recommended tracks for a set of artists, genres and tracks. */
@Injectable()
export class SpotifyRecommendationsService {
  constructor(private readonly client: CatalogClient) {}

  /**
   * Tracks recommended for the seeds.
   *
   * @deprecated Gone since 2024-11-27 for all apps but those that had extended access before. Instead:
   * `search.tracks(searchQuery({ genre, year }))` finds tracks of a genre.
   * @throws SpotifyUnavailableError in development mode; SpotifyBadRequestError without a seed, or with more than five
   * @see https://developer.spotify.com/documentation/web-api/reference/get-recommendations
   */
  async get(options: RecommendationOptions): Promise<Recommendations> {
    const { seedArtists = [], seedGenres = [], seedTracks = [], limit = 20 } = options;
    const count = seedArtists.length + seedGenres.length + seedTracks.length;
    if (count < 1 || count > MAX_SEEDS) {
      throw invalidInput(
        `${count} seeds were given; recommendations take 1 to ${MAX_SEEDS} of seedArtists, seedGenres and seedTracks together`,
      );
    }
    const extraParams = {
      limit,
      seedArtists: seedArtists.map((id) => parseSpotifyId(id, 'artist')),
      seedTracks: seedTracks.map((id) => parseSpotifyId(id, 'track')),
    };
    return this.client.page(RECOMMENDATION_ENDPOINTS.get, options, extraParams);
  }
}
