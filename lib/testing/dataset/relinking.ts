/** A relinked track's other recording has the track's number and so much more. */
export const OTHER_RECORDING = 2 ** 31;

/**
 * Whether Spotify gives another recording of the track, with another id, where a market is given: one track in twenty
 * (numbers 17, 37 and so on).
 *
 * @see https://developer.spotify.com/documentation/web-api/concepts/track-relinking
 */
export function isRelinked(n: number): boolean {
  return n % 20 === 17;
}

/** The number of the track that a number stands for, its own or its other recording's. */
export function originalTrack(number: number): number {
  return number % OTHER_RECORDING;
}
