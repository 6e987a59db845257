import { SpotifyApi } from '@spotify/web-api-ts-sdk';

/** Spotify's own SDK with the client credentials grant. It knows only Spotify's address, so `fetch` is redirected. */
export async function connect({ apiUrl, accountsUrl }) {
  const { fetch } = globalThis;
  globalThis.fetch = (url, init) =>
    fetch(
      url.startsWith('https://api.')
        ? apiUrl + url.slice('https://api.spotify.com/v1'.length)
        : accountsUrl + url.slice('https://accounts.spotify.com'.length),
      init,
    );
  const api = SpotifyApi.withClientCredentials('bench', 'secret');
  return {
    track: (id) => api.tracks.get(id),
    album: (id) => api.albums.get(id),
    search: (query) => api.search(query, ['track']),
  };
}
