import { HttpService } from '@nestjs/axios';
import { create } from 'axios';
import { firstValueFrom } from 'rxjs';
import { grant } from '../grant.mjs';

/** Nest's HttpService as it comes. */
export async function connect(service) {
  const headers = { authorization: await grant(service) };
  const http = new HttpService(create({ baseURL: service.apiUrl, headers }));
  const get = async (path, params) => (await firstValueFrom(http.get(path, { params }))).data;
  return {
    track: (id) => get(`/tracks/${id}`),
    album: (id) => get(`/albums/${id}`),
    search: (query) => get('/search', { q: query, type: 'track' }),
  };
}
