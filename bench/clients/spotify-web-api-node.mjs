import SpotifyWebApi from 'spotify-web-api-node';
import BaseRequest from 'spotify-web-api-node/src/base-request.js';
import { grant } from '../grant.mjs';

/** It knows only Spotify's address, so its requests are redirected. */
export async function connect(service) {
  const { origin } = new URL(service.apiUrl);
  const request = BaseRequest.builder().withHost('').withPort(0).withScheme('').build();
  Object.getPrototypeOf(request).getURI = function () {
    return origin + this.path;
  };
  const authorization = await grant(service);
  const api = new SpotifyWebApi({ accessToken: authorization.slice('Bearer '.length) });
  return {
    track: async (id) => (await api.getTrack(id)).body,
    album: async (id) => (await api.getAlbum(id)).body,
    search: async (query) => (await api.search(query, ['track'])).body,
  };
}
