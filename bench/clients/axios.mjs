import { create } from 'axios';
import { grant } from '../grant.mjs';

/** Axios as it comes. */
export async function connect(service) {
  const headers = { authorization: await grant(service) };
  const http = create({ baseURL: service.apiUrl, headers });
  const get = async (path, params) => (await http.get(path, { params })).data;
  return {
    track: (id) => get(`/tracks/${id}`),
    album: (id) => get(`/albums/${id}`),
    search: (query) => get('/search', { q: query, type: 'track' }),
  };
}
