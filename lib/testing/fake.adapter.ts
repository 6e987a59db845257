import axios, {
  AxiosError,
  AxiosHeaders,
  type AxiosAdapter,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';
import { enforceTimeout } from '../wire/normalize-adapter.js';
import { parse } from '../wire/undici.content.js';
import { statusError } from '../wire/undici.errors.js';
import type { FakeResponse, FakeOutcome, FakeRequest } from './fake.request.js';

/** Serves axios without a socket, by the same rules as axios' own adapters. */
export function fakeAdapter(handle: (request: FakeRequest) => Promise<FakeOutcome>): AxiosAdapter {
  return enforceTimeout(async (config) => {
    const outcome = await handle(toRequest(config));
    if (outcome === 'hang') return new Promise(() => {});
    if (outcome === 'reset') throw new AxiosError('socket hang up', 'ECONNRESET', config, {});
    const response = toResponse(outcome, config);
    const invalidStatus = statusError(response);
    if (invalidStatus) throw invalidStatus;
    return response;
  });
}

function toRequest(config: InternalAxiosRequestConfig): FakeRequest {
  const url = new URL(axios.getUri(config), 'http://fake-spotify.invalid');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(config.headers.toJSON())) {
    if (value !== null && value !== undefined) headers[name.toLowerCase()] = String(value);
  }
  const data: unknown = config.data;
  return {
    method: (config.method ?? 'get').toUpperCase(),
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: typeof data === 'string' || data instanceof URLSearchParams ? data.toString() : undefined,
  };
}

function toResponse(response: FakeResponse, config: InternalAxiosRequestConfig): AxiosResponse {
  return {
    data: parse(Buffer.from(response.body), config),
    status: response.status,
    statusText: '',
    headers: new AxiosHeaders({ ...response.headers }),
    config,
    request: {},
  };
}
