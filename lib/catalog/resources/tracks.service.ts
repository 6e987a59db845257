import { Injectable } from '@nestjs/common';
import type { CallOptions } from '../../pipeline/spotify-http.service.js';
import type { AudioAnalysis } from '../../models/audio.js';
import type { AudioFeatures } from '../../models/audio.js';
import type { Track } from '../../models/music.js';
import type { MarketOptions } from '../call.options.js';
import { CatalogClient } from '../catalog.client.js';
import type { EndpointTable } from '../endpoint.js';

const NO_ANALYSIS = 'Spotify has no equivalent; analyse audio that you have yourself.';

export const TRACK_ENDPOINTS = {
  get: {
    path: '/tracks/{id}',
    id: 'track',
    query: ['market'],
    reference: 'get-track',
    batch: { path: '/tracks', property: 'tracks', limit: 50, reference: 'get-several-tracks' },
  },
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
  constructor(private readonly client: CatalogClient) {}

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
   * Any number of tracks: one entry an id, in order, `null` where Spotify has none. Asks 50 a request in extended mode,
   * one by one in development mode.
   *
   * @see https://developer.spotify.com/documentation/web-api/reference/get-several-tracks
   */
  getMany(ids: readonly string[], options?: MarketOptions): Promise<(Track | null)[]> {
    return this.client.getMany(TRACK_ENDPOINTS.get, ids, options);
  }

  /**
   * What a track sounds like, in numbers.
   *
   * @deprecated since 2024-11-27, for all apps but those that had extended access before
   * @throws SpotifyUnavailableError in development mode; SpotifyNotFoundError when there are none
   * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-features
   */
  audioFeatures(id: string, options?: CallOptions): Promise<AudioFeatures> {
    return this.client.get(TRACK_ENDPOINTS.audioFeatures, id, options);
  }

  /**
   * The audio features of any number of tracks, 100 a request: one entry an id, in order, `null` where there are none.
   *
   * @deprecated since 2024-11-27, for all apps but those that had extended access before
   * @throws SpotifyUnavailableError in development mode
   * @see https://developer.spotify.com/documentation/web-api/reference/get-several-audio-features
   */
  manyAudioFeatures(
    ids: readonly string[],
    options?: CallOptions,
  ): Promise<(AudioFeatures | null)[]> {
    return this.client.getMany(TRACK_ENDPOINTS.audioFeatures, ids, options);
  }

  /**
   * A track's structure: its bars, beats, sections and segments.
   *
   * @deprecated since 2024-11-27, for all apps but those that had extended access before
   * @throws SpotifyUnavailableError in development mode; SpotifyNotFoundError when there is none
   * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-analysis
   */
  audioAnalysis(id: string, options?: CallOptions): Promise<AudioAnalysis> {
    return this.client.get(TRACK_ENDPOINTS.audioAnalysis, id, options);
  }
}
