import type { ExternalUrls } from './external-urls.js';
import type { LinkedTrack } from './linked-track.js';
import type { Restrictions } from './restrictions.js';
import type { SimplifiedArtist } from './simplified-artist.js';

/**
 * A track as its album holds it.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-albums-tracks
 */
export interface SimplifiedTrack {
  artists: SimplifiedArtist[];
  /** ISO 3166-1 alpha-2 codes; absent when a `market` is given. Absent for apps in development mode since February 2026. */
  available_markets?: string[];
  /** From 1. */
  disc_number: number;
  duration_ms: number;
  /** `false` also where unknown. */
  explicit: boolean;
  external_urls: ExternalUrls;
  /** The full form's URL in the API. */
  href: string;
  id: string;
  /** Whether the market has it; present only when a `market` is given. */
  is_playable?: boolean;
  /** Present only when a `market` is given and has another recording of what was asked. Absent for apps in development mode since February 2026. */
  linked_from?: LinkedTrack;
  /** Present only when playback is restricted. */
  restrictions?: Restrictions;
  name: string;
  /** 30 seconds as MP3; `null` where there are none. Absent for apps in development mode since February 2026. */
  preview_url?: string | null;
  /** The place on its disc, from 1. */
  track_number: number;
  type: 'track';
  uri: string;
  /** Whether it is a file of a user's own in a playlist. */
  is_local: boolean;
}
