import { setImmediate } from 'node:timers';
import { Injectable } from '@nestjs/common';
import { ApiClient, type ApiResponse } from '../api/api.client.js';
import { AttemptCounter } from '../api/attempt-counter.js';
import { SpotifyBadRequestError, SpotifyNotFoundError } from '../errors/api.errors.js';
import { SpotifyResponseError } from '../errors/request.errors.js';
import { abortable, allAborted, allowManyListeners } from '../resilience/abort.js';
import type { BatchEndpoint, GetRequest, HttpLayer, NextLayer } from './http.layer.js';
import { toQuery } from './url.js';

/** The GET of a single object that waits for its batch. */
interface PendingGet {
  readonly id: string;
  readonly request: GetRequest;
  readonly resolve: (response: ApiResponse) => void;
  readonly reject: (reason: unknown) => void;
}

/** Headers that describe the batch, not its members. */
const BATCH_HEADERS = /^(?:etag|last-modified|content-.*)$/i;

/**
 * Joins the GETs of single objects made in one turn of the event loop into batch requests, and gives each the response
 * it would have had alone. A batch that fails fails its own members; one that all its members have left is aborted.
 *
 * Written here: DataLoader does the joining, but not the leaving, the headers and the fall-back to single GETs.
 */
@Injectable()
export class BatchLayer implements HttpLayer {
  private readonly pending = new Map<string, PendingGet[]>();

  constructor(private readonly api: ApiClient) {}

  intercept(request: GetRequest, next: NextLayer): Promise<ApiResponse> {
    const { batch, signal } = request;
    if (!batch) return next(request);
    const response = new Promise<ApiResponse>((resolve, reject) => {
      this.join(batch.endpoint, { id: batch.id, request, resolve, reject }, next);
    });
    return abortable(response, signal);
  }

  /** Members of one batch differ in nothing but the id, and have one deadline. */
  private join(endpoint: BatchEndpoint, member: PendingGet, next: NextLayer): void {
    const query = queryOf(member.request.url);
    const key = `${endpoint.path}?${query} ${member.request.deadline}`;
    const joined = this.pending.get(key);
    if (joined) {
      joined.push(member);
      return;
    }
    const members = [member];
    this.pending.set(key, members);
    setImmediate(() => {
      this.pending.delete(key);
      const present = members.filter(({ request }) => !request.signal?.aborted);
      for (let start = 0; start < present.length; start += endpoint.limit) {
        const batch = present.slice(start, start + endpoint.limit);
        this.send(endpoint, query, batch, next).catch((error: unknown) => {
          for (const { reject } of batch) reject(error);
        });
      }
    });
  }

  private async send(
    endpoint: BatchEndpoint,
    query: string,
    members: readonly PendingGet[],
    next: NextLayer,
  ): Promise<void> {
    if (members.length === 1) return sendAlone(members, next);
    const ids = toQuery({ ids: members.map(({ id }) => id) });
    const done = new AbortController();
    allowManyListeners(done.signal);
    const url = endpoint.path + ids + (query && `&${query}`);
    const request = batchRequest(url, members, done.signal);
    try {
      const response = await next(request);
      const objects = this.objectsIn(response, endpoint, request, members.length);
      const headers = Object.fromEntries(
        Object.entries(response.headers).filter(([name]) => !BATCH_HEADERS.test(name)),
      );
      for (const [index, member] of members.entries()) {
        const data = objects[index];
        if (data) member.resolve({ status: response.status, headers, data });
        else member.reject(this.notFound(member.request));
      }
    } catch (error) {
      if (error instanceof SpotifyBadRequestError) sendAlone(members, next);
      else for (const { reject } of members) reject(error);
    } finally {
      done.abort();
    }
  }

  private objectsIn(
    { data, status }: ApiResponse,
    { property }: BatchEndpoint,
    request: GetRequest,
    expectedCount: number,
  ): readonly unknown[] {
    const objects = (data as Record<string, unknown>)[property];
    if (Array.isArray(objects) && objects.length === expectedCount) return objects;
    const count = Array.isArray(objects) ? objects.length : 'no';
    throw new SpotifyResponseError({
      request: this.api.describe(request),
      message: `requested ${expectedCount} ids, got ${count} objects under ${property}`,
      status,
    });
  }

  /** What the single endpoint would have said of an id for which the batch holds `null`. */
  private notFound(request: GetRequest): SpotifyNotFoundError {
    return new SpotifyNotFoundError({
      request: this.api.describe(request),
      status: 404,
      spotifyMessage: 'Not found',
    });
  }
}

/** Sends each member alone: a batch of one, or one that Spotify rejected (400), probably for a single bad id. */
function sendAlone(members: readonly PendingGet[], next: NextLayer): void {
  for (const { request, resolve, reject } of members) next(request).then(resolve, reject);
}

function queryOf(url: string): string {
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark + 1);
}

function batchRequest(url: string, members: readonly PendingGet[], done: AbortSignal): GetRequest {
  const requests = members.map(({ request }) => request);
  return {
    url,
    signal: allAborted(
      requests.map(({ signal }) => signal),
      done,
    ),
    deadline: requests[0]?.deadline,
    attempts: new AttemptCounter(requests.map(({ attempts }) => attempts)),
  };
}
