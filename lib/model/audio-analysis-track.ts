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
