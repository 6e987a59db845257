import axios, {
  AxiosError,
  AxiosHeaders,
  type AxiosAdapter,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';
import { inTime } from '../transport/in-time.js';
import type { FakeAnswer, FakeOutcome, FakeRequest } from './fake.request.js';

/** Answers axios without a socket, by the rules axios' own adapters follow. */
export function fakeAdapter(handle: (request: FakeRequest) => Promise<FakeOutcome>): AxiosAdapter {
  return inTime(async (config) => {
    const outcome = await handle(toRequest(config));
    if (outcome === 'hang') return new Promise(() => {});
    if (outcome === 'reset') throw new AxiosError('socket hang up', 'ECONNRESET', config, {});
    const response = toResponse(outcome, config);
    const { status } = response;
    if (!config.validateStatus || config.validateStatus(status)) return response;
    const code = status >= 500 ? AxiosError.ERR_BAD_RESPONSE : AxiosError.ERR_BAD_REQUEST;
    const message = `Request failed with status code ${status}`;
    throw new AxiosError(message, code, config, response.request, response);
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

function toResponse(answer: FakeAnswer, config: InternalAxiosRequestConfig): AxiosResponse {
  return {
    data: toData(answer.body, config),
    status: answer.status,
    statusText: '',
    headers: new AxiosHeaders({ ...answer.headers }),
    config,
    request: {},
  };
}

/** Reading JSON is the work of axios' response transforms; an instance stripped of them gets it read here. */
function toData(
  body: string,
  { responseType, transformResponse }: InternalAxiosRequestConfig,
): unknown {
  if (responseType === 'arraybuffer') return Buffer.from(body);
  const transforms = [transformResponse ?? []].flat();
  if (transforms.length > 0 || (responseType && responseType !== 'json')) return body;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}
