/**
 * What a track sounds like.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-features
 */
export interface AudioFeatures {
  /** 0..1: how sure it is that the track is acoustic. */
  readonly acousticness: number;
  /** The URL of the track's full analysis in the API. */
  readonly analysis_url: string;
  /** 0..1, most danceable at 1. */
  readonly danceability: number;
  readonly duration_ms: number;
  /** 0..1, from calm to fast, loud and noisy. */
  readonly energy: number;
  /** The track's. */
  readonly id: string;
  /** 0..1: how likely it is that nobody sings or speaks. */
  readonly instrumentalness: number;
  /** Pitch class, 0 for C to 11 for B; -1 where none was found. */
  readonly key: number;
  /** 0..1: how likely it is that an audience was there. */
  readonly liveness: number;
  /** Decibels, mostly -60..0. */
  readonly loudness: number;
  /** 1 for major, 0 for minor. */
  readonly mode: number;
  /** 0..1: how much of it is spoken. */
  readonly speechiness: number;
  /** Beats a minute. */
  readonly tempo: number;
  /** Beats a bar, 3 to 7. */
  readonly time_signature: number;
  /** The track's URL in the API. */
  readonly track_href: string;
  readonly type: 'audio_features';
  /** The track's. */
  readonly uri: string;
  /** 0..1, from gloomy to cheerful. */
  readonly valence: number;
}

/**
 * A track's structure and sound in detail.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-analysis
 */
export interface AudioAnalysis {
  readonly meta: AudioAnalysisMeta;
  readonly track: AudioAnalysisTrack;
  readonly bars: readonly TimeInterval[];
  readonly beats: readonly TimeInterval[];
  readonly sections: readonly Section[];
  readonly segments: readonly Segment[];
  /** The smallest steps of the pulse that a listener feels. */
  readonly tatums: readonly TimeInterval[];
}

/**
 * How a track was analysed.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-analysis
 */
export interface AudioAnalysisMeta {
  readonly analyzer_version: string;
  readonly platform: string;
  /** Says why, where the analysis is missing. */
  readonly detailed_status: string;
  /** 0 when all went well, 1 when not. */
  readonly status_code: number;
  /** Unix time of the analysis, in seconds. */
  readonly timestamp: number;
  /** Seconds it took. */
  readonly analysis_time: number;
  readonly input_process: string;
}

/**
 * The analysis of a track as a whole.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-analysis
 */
export interface AudioAnalysisTrack {
  readonly num_samples: number;
  /** Seconds. */
  readonly duration: number;
  /** Empty. */
  readonly sample_md5: string;
  /** 0: the analysis begins with the track. */
  readonly offset_seconds: number;
  /** 0: the analysis covers the whole track. */
  readonly window_seconds: number;
  /** Hertz; not always that of the track itself. */
  readonly analysis_sample_rate: number;
  /** 1 when the channels were mixed to mono first. */
  readonly analysis_channels: number;
  /** Seconds from the track's start; 0 without a fade-in. */
  readonly end_of_fade_in: number;
  /** Seconds from the track's start; the track's length without a fade-out. */
  readonly start_of_fade_out: number;
  /** Decibels. */
  readonly loudness: number;
  /** Beats a minute. */
  readonly tempo: number;
  /** 0..1. */
  readonly tempo_confidence: number;
  /** Pitch class, 0 for C to 11 for B; -1 where none was found. */
  readonly key: number;
  /** 0..1. */
  readonly key_confidence: number;
  /** 1 for major, 0 for minor. */
  readonly mode: number;
  /** 0..1. */
  readonly mode_confidence: number;
  /** Beats a bar, 3 to 7. */
  readonly time_signature: number;
  /** 0..1. */
  readonly time_signature_confidence: number;
  /** An Echo Nest Musical Fingerprint. */
  readonly codestring: string;
  readonly code_version: number;
  /** An EchoPrint fingerprint. */
  readonly echoprintstring: string;
  readonly echoprint_version: number;
  /** A Synchstring, which aligns audio to the sample. */
  readonly synchstring: string;
  readonly synch_version: number;
  /** Like `synchstring`, of the rhythm. */
  readonly rhythmstring: string;
  readonly rhythm_version: number;
}

/**
 * A part of a track that keeps its rhythm or timbre, such as a verse or a solo.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-analysis
 */
export interface Section extends TimeInterval {
  /** Decibels. */
  readonly loudness: number;
  /** Beats a minute. */
  readonly tempo: number;
  /** 0..1. */
  readonly tempo_confidence: number;
  /** Pitch class, 0 for C to 11 for B; -1 where none was found. */
  readonly key: number;
  /** 0..1. */
  readonly key_confidence: number;
  /** 1 for major, 0 for minor, -1 where none was found. */
  readonly mode: -1 | 0 | 1;
  /** 0..1. */
  readonly mode_confidence: number;
  /** Beats a bar, 3 to 7. */
  readonly time_signature: number;
  /** 0..1. */
  readonly time_signature_confidence: number;
}

/**
 * A stretch of about one sound.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-analysis
 */
export interface Segment extends TimeInterval {
  /** Decibels at the start. */
  readonly loudness_start: number;
  /** Decibels at the loudest. */
  readonly loudness_max: number;
  /** Seconds from the segment's start to the loudest. */
  readonly loudness_max_time: number;
  /** Decibels at the end. */
  readonly loudness_end: number;
  /** How strong each of the 12 pitch classes is, from C to B, 0..1. */
  readonly pitches: readonly number[];
  /** 12 numbers round 0 that describe the sound's quality; the first is about loudness, the second brightness. */
  readonly timbre: readonly number[];
}

/**
 * A bar, a beat or a tatum of a track.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-analysis
 */
export interface TimeInterval {
  /** Seconds from the track's start. */
  readonly start: number;
  /** Seconds. */
  readonly duration: number;
  /** 0..1: how sure the analysis is. */
  readonly confidence: number;
}
