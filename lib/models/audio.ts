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

/**
 * A track's structure and sound in detail.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-analysis
 */
export interface AudioAnalysis {
  meta: AudioAnalysisMeta;
  track: AudioAnalysisTrack;
  bars: TimeInterval[];
  beats: TimeInterval[];
  sections: Section[];
  segments: Segment[];
  /** The smallest steps of the pulse that a listener feels. */
  tatums: TimeInterval[];
}

/**
 * How a track was analysed.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-analysis
 */
export interface AudioAnalysisMeta {
  analyzer_version: string;
  platform: string;
  /** Says why, where the analysis is missing. */
  detailed_status: string;
  /** 0 when all went well, 1 when not. */
  status_code: number;
  /** Unix time of the analysis, in seconds. */
  timestamp: number;
  /** Seconds it took. */
  analysis_time: number;
  input_process: string;
}

/**
 * The analysis of a track as a whole.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-analysis
 */
export interface AudioAnalysisTrack {
  num_samples: number;
  /** Seconds. */
  duration: number;
  /** Empty. */
  sample_md5: string;
  /** 0: the analysis begins with the track. */
  offset_seconds: number;
  /** 0: the analysis covers the whole track. */
  window_seconds: number;
  /** Hertz; not always that of the track itself. */
  analysis_sample_rate: number;
  /** 1 when the channels were mixed to mono first. */
  analysis_channels: number;
  /** Seconds from the track's start; 0 without a fade-in. */
  end_of_fade_in: number;
  /** Seconds from the track's start; the track's length without a fade-out. */
  start_of_fade_out: number;
  /** Decibels. */
  loudness: number;
  /** Beats a minute. */
  tempo: number;
  /** 0..1. */
  tempo_confidence: number;
  /** Pitch class, 0 for C to 11 for B; -1 where none was found. */
  key: number;
  /** 0..1. */
  key_confidence: number;
  /** 1 for major, 0 for minor. */
  mode: number;
  /** 0..1. */
  mode_confidence: number;
  /** Beats a bar, 3 to 7. */
  time_signature: number;
  /** 0..1. */
  time_signature_confidence: number;
  /** An Echo Nest Musical Fingerprint. */
  codestring: string;
  code_version: number;
  /** An EchoPrint fingerprint. */
  echoprintstring: string;
  echoprint_version: number;
  /** A Synchstring, which aligns audio to the sample. */
  synchstring: string;
  synch_version: number;
  /** Like `synchstring`, of the rhythm. */
  rhythmstring: string;
  rhythm_version: number;
}

/**
 * A part of a track that keeps its rhythm or timbre, such as a verse or a solo.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-analysis
 */
export interface Section extends TimeInterval {
  /** Decibels. */
  loudness: number;
  /** Beats a minute. */
  tempo: number;
  /** 0..1. */
  tempo_confidence: number;
  /** Pitch class, 0 for C to 11 for B; -1 where none was found. */
  key: number;
  /** 0..1. */
  key_confidence: number;
  /** 1 for major, 0 for minor, -1 where none was found. */
  mode: -1 | 0 | 1;
  /** 0..1. */
  mode_confidence: number;
  /** Beats a bar, 3 to 7. */
  time_signature: number;
  /** 0..1. */
  time_signature_confidence: number;
}

/**
 * A stretch of about one sound.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-analysis
 */
export interface Segment extends TimeInterval {
  /** Decibels at the start. */
  loudness_start: number;
  /** Decibels at the loudest. */
  loudness_max: number;
  /** Seconds from the segment's start to the loudest. */
  loudness_max_time: number;
  /** Decibels at the end. */
  loudness_end: number;
  /** How strong each of the 12 pitch classes is, from C to B, 0..1. */
  pitches: number[];
  /** 12 numbers round 0 that describe the sound's quality; the first is about loudness, the second brightness. */
  timbre: number[];
}

/**
 * A bar, a beat or a tatum of a track.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-analysis
 */
export interface TimeInterval {
  /** Seconds from the track's start. */
  start: number;
  /** Seconds. */
  duration: number;
  /** 0..1: how sure the analysis is. */
  confidence: number;
}
