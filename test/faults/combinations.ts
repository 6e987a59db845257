import { Axios, type AxiosAdapter } from 'axios';
import type { SpotifyHttpService, SpotifyModuleOptions } from 'nestjs-spotify';
import { client, type ClientOptions } from '../support/client.js';
import type { ScriptedServer } from '../support/scripted-server.js';

/** An adapter as a user may write it, without limits. */
const ofTheUsers: AxiosAdapter = async (config) => {
  const response = await fetch(new Axios({}).getUri(config), {
    method: config.method,
    headers: config.headers as unknown as Record<string, string>,
    body: config.data as string,
  });
  const headers = Object.fromEntries(response.headers);
  const data = await response.text();
  return { data, status: response.status, statusText: '', headers, config };
};

const ADAPTERS: [string, SpotifyModuleOptions['http']][] = [
  ["the module's own", {}],
  ["axios' http", { adapter: 'http' }],
  ["axios' fetch", { adapter: 'fetch' }],
  ["a user's", { adapter: ofTheUsers }],
];
const WAYS = ['directly', "through all of axios' own code"];
/** Every adapter, over both ways of a GET: the module's short one, and all of axios' own code. */
export const COMBINATIONS = ADAPTERS.flatMap(([name, http]) =>
  WAYS.map((way) => [name, way, http] as const),
);

export async function clientOver(
  server: ScriptedServer,
  http: SpotifyModuleOptions['http'],
  way: string,
  options: ClientOptions = {},
): Promise<SpotifyHttpService> {
  const { http: service } = await client(server, { http, ...options });
  if (way !== 'directly') service.axiosRef.defaults.transitional = {};
  return service;
}
