import { Injectable } from '@nestjs/common';
import type { CallOptions } from '../../pipeline/spotify-http.service.js';
import type { AudioAnalysis, AudioFeatures } from '../../models/audio.js';
import type { Track } from '../../models/music.js';
import type { MarketOptions } from '../call.options.js';
import { CatalogBatches } from '../catalog.batches.js';
import { CatalogClient } from '../catalog.client.js';
import type { EndpointTable } from '../endpoint.js';
import { EXTERNAL_ID_HITS, hasIsrc, readIsrc } from '../external-ids.js';
import { searchQuery } from '../search-query.js';
import { SEARCH } from './search.service.js';

const NO_ANALYSIS = 'Spotify has no equivalent; analyse audio files of your own.';

export const TRACK_ENDPOINTS = {
  get: {
    path: '/tracks/{id}',
    id: 'track',
    query: ['market'],
    reference: 'get-track',
    batch: { path: '/tracks', property: 'tracks', limit: 50, reference: 'get-several-tracks' },
  },
  findByIsrc: { ...SEARCH, limit: EXTERNAL_ID_HITS, property: 'tracks' },
  audioFeatures: {
    path: '/audio-features/{id}',
    id: 'track',
    developmentAlternative: NO_ANALYSIS,
    legacyAppsOnly: true,
    reference: 'get-audio-features',
    batch: {
      path: '/audio-features',
      property: 'audio_features',
      limit: 100,
      reference: 'get-several-audio-features',
    },
  },
  audioAnalysis: {
    path: '/audio-analysis/{id}',
    id: 'track',
    developmentAlternative: NO_ANALYSIS,
    legacyAppsOnly: true,
    reference: 'get-audio-analysis',
  },
} as const satisfies EndpointTable;

/** Tracks. Ids may be given as an id, a URI or a link. */
@Injectable()
export class SpotifyTracksService {
  constructor(
    private readonly client: CatalogClient,
    private readonly batches: CatalogBatches,
  ) {}

  /**
   * One track.
   *
   * @throws SpotifyNotFoundError when there is none
   * @see https://developer.spotify.com/documentation/web-api/reference/get-track
   */
  get(id: string, options?: MarketOptions): Promise<Track> {
    return this.client.get(TRACK_ENDPOINTS.get, id, options);
  }

  /**
   * One track, or `null` where Spotify has none (404).
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-track
   */
  find(id: string, options?: MarketOptions): Promise<Track | null> {
    return this.client.find(TRACK_ENDPOINTS.get, id, options);
  }

  /**
   * Any number of tracks: one entry per id, in order, `null` where Spotify has none. Up to 50 ids per request in
   * extended mode, one request per id in development mode.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-several-tracks
   */
  getMany(ids: readonly string[], options?: MarketOptions): Promise<(Track | null)[]> {
    return this.batches.getMany(TRACK_ENDPOINTS.get, ids, options);
  }

  /**
   * The track with an International Standard Recording Code, or `null`: the first of five search results that has it.
   * Recordings on several albums share a code.
   *
   * @param isrc - such as `GBAYE6800011`; hyphens and lower case do no harm
   * @throws SpotifyBadRequestError when it is not an ISRC
   * @see https://developer.spotify.com/documentation/web-api/reference/search
   */
  async findByIsrc(isrc: string, options?: MarketOptions): Promise<Track | null> {
    const code = readIsrc(isrc);
    const extraParams = () => ({ q: searchQuery({ isrc: code }), type: ['track'] });
    const { findByIsrc } = TRACK_ENDPOINTS;
    const rules = { extraParams };
    const { items } = await this.client.list<Track | null>(findByIsrc, undefined, options, rules);
    return items.find((track) => hasIsrc(track?.external_ids, code)) ?? null;
  }

  /**
   * The audio features of one track: tempo, key, energy and the like.
   *
   * @deprecated Gone since 2024-11-27 for all apps but those that had extended access before. There is no substitute.
   * @throws SpotifyUnavailableError in development mode; SpotifyNotFoundError when there are none
   * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-features
   */
  audioFeatures(id: string, options?: CallOptions): Promise<AudioFeatures> {
    return this.client.get(TRACK_ENDPOINTS.audioFeatures, id, options);
  }

  /**
   * The audio features of any number of tracks: one entry per id, in order, `null` where there are none. Up to 100 ids per
   * request in extended mode.
   *
   * @deprecated Gone since 2024-11-27 for all apps but those that had extended access before. There is no substitute.
   * @throws SpotifyUnavailableError in development mode
   * @see https://developer.spotify.com/documentation/web-api/reference/get-several-audio-features
   */
  manyAudioFeatures(
    ids: readonly string[],
    options?: CallOptions,
  ): Promise<(AudioFeatures | null)[]> {
    return this.batches.getMany(TRACK_ENDPOINTS.audioFeatures, ids, options);
  }

  /**
   * A track's structure: its bars, beats, sections and segments.
   *
   * @deprecated Gone since 2024-11-27 for all apps but those that had extended access before. There is no substitute.
   * @throws SpotifyUnavailableError in development mode; SpotifyNotFoundError when there is none
   * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-analysis
   */
  audioAnalysis(id: string, options?: CallOptions): Promise<AudioAnalysis> {
    return this.client.get(TRACK_ENDPOINTS.audioAnalysis, id, options);
  }
}
