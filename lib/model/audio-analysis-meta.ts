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
