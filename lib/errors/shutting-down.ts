import { SpotifyNetworkError } from './spotify-network.error.js';

/** Why a call ends that was waiting, or came, while the application shuts down. */
export function shuttingDown(url: string): SpotifyNetworkError {
  const request = { method: 'GET', url, attempts: 0 };
  return new SpotifyNetworkError('the application is shutting down', request, 'ESHUTDOWN');
}
