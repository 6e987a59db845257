/**
 * How far a listener got in an episode or a chapter.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-episode
 */
export interface ResumePoint {
  fully_played: boolean;
  /** Milliseconds from the start. */
  resume_position_ms: number;
}
