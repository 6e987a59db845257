import { Pool } from 'undici';
import { grant } from '../grant.mjs';

/** The lowest possible cost, to which the others are compared. As many sockets as the module opens. */
export async function connect(service) {
  const pool = new Pool(new URL(service.apiUrl).origin, {
    connections: 64,
    allowH2: service.http2 ?? false,
  });
  const headers = { authorization: await grant(service) };
  const get = async (path) => {
    const { body } = await pool.request({ method: 'GET', path, headers });
    return JSON.parse(await body.text());
  };
  return {
    track: (id) => get(`/v1/tracks/${id}`),
    album: (id) => get(`/v1/albums/${id}`),
    search: (query) => get(`/v1/search?q=${encodeURIComponent(query)}&type=track`),
  };
}
