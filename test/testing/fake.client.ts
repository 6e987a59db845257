import axios, { create, type AxiosAdapter, type AxiosInstance, type AxiosResponse } from 'axios';
import type { FakeSpotify } from '../../lib/testing/fake-spotify.js';

/** Credentials that any fake accepts. */
export const BASIC = `Basic ${Buffer.from('id:secret').toString('base64')}`;
export const GRANT = 'grant_type=client_credentials';
export const FORM = 'application/x-www-form-urlencoded';

/** A response body as a test reads it; a wrong path fails in the test. */
export type Json = { readonly [name: string]: Json } & { readonly [index: number]: Json } & Json[];

/** An axios instance that never throws for a status; without an adapter it uses real sockets. */
export function axiosFor(fake: FakeSpotify, adapter?: AxiosAdapter): AxiosInstance {
  return create({ baseURL: fake.apiUrl, validateStatus: () => true, adapter });
}

export async function tokenOf(fake: FakeSpotify): Promise<string> {
  const { data } = await axios.post<{ access_token: string }>(
    `${fake.accountsUrl}/api/token`,
    GRANT,
    { adapter: fake.adapter, headers: { authorization: BASIC, 'content-type': FORM } },
  );
  return data.access_token;
}

/** A function that sends GETs to the fake, with a valid token and without a socket. */
export async function getterOf(fake: FakeSpotify) {
  const http = axiosFor(fake, fake.adapter);
  const authorization = `Bearer ${await tokenOf(fake)}`;
  return (path: string): Promise<AxiosResponse<Json>> =>
    http.get<Json>(path, { headers: { authorization } });
}
