/**
 * What a track sounds like.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-features
 */
export interface AudioFeatures {
  /** 0..1: how sure it is that the track is acoustic. */
  acousticness: number;
  /** The URL of the track's full analysis in the API. */
  analysis_url: string;
  /** 0..1, most danceable at 1. */
  danceability: number;
  duration_ms: number;
  /** 0..1, from calm to fast, loud and noisy. */
  energy: number;
  /** The track's. */
  id: string;
  /** 0..1: how likely it is that nobody sings or speaks. */
  instrumentalness: number;
  /** Pitch class, 0 for C to 11 for B; -1 where none was found. */
  key: number;
  /** 0..1: how likely it is that an audience was there. */
  liveness: number;
  /** Decibels, mostly -60..0. */
  loudness: number;
  /** 1 for major, 0 for minor. */
  mode: number;
  /** 0..1: how much of it is spoken. */
  speechiness: number;
  /** Beats a minute. */
  tempo: number;
  /** Beats a bar, 3 to 7. */
  time_signature: number;
  /** The track's URL in the API. */
  track_href: string;
  type: 'audio_features';
  /** The track's. */
  uri: string;
  /** 0..1, from gloomy to cheerful. */
  valence: number;
}
