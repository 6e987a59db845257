import { SpotifyRequestError } from './spotify-request.error.js';

/** An attempt took longer than the `timeout` option, or a call longer than its own `deadline`. */
export class SpotifyTimeoutError extends SpotifyRequestError {}
