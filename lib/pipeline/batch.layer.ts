import { setImmediate } from 'node:timers';
import { Injectable } from '@nestjs/common';
import { ApiClient, isPersonal, type ApiResponse } from '../api/api.client.js';
import { AttemptCounter } from '../api/attempt-counter.js';
import {
  type SpotifyApiError,
  SpotifyBadRequestError,
  SpotifyForbiddenError,
  SpotifyNotFoundError,
} from '../errors/api.errors.js';
import { SpotifyResponseError } from '../errors/request.errors.js';
import { abortable, allAborted, allowManyListeners } from '../resilience/abort.js';
import { mapConcurrently } from '../resilience/map-concurrently.js';
import type { BatchEndpoint, GetRequest, HttpLayer, NextLayer } from './layer.js';
import { matchObjects } from './match-objects.js';
import { toQuery } from './url.js';

/** The GET of a single object that waits for its batch. */
interface PendingGet {
  readonly id: string;
  readonly request: GetRequest;
  readonly resolve: (response: ApiResponse) => void;
  readonly reject: (reason: unknown) => void;
  /** Sends it by itself, in its caller's async context, from which interceptors may take the user. */
  readonly sendAlone: () => Promise<ApiResponse>;
}

/** How many members of a refused batch are sent by themselves at once: with the other calls', they fit in the queue. */
const MEMBERS_AT_ONCE = 8;

/** Headers that describe the batch, not its members. */
const BATCH_HEADERS = /^(?:etag|last-modified|content-.*)$/i;

/**
 * Joins the GETs of single objects made in one turn of the event loop into batch requests, and gives each the response
 * it would have had alone. Objects are matched to members by id. Members of a batch that Spotify refuses as a whole, and
 * members for which its response holds another object, are sent by themselves. A batch that fails otherwise fails its
 * own members; one that all its members have left is aborted.
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
    let outcome: Promise<ApiResponse>;
    const fromBatch = new Promise<ApiResponse | undefined>((resolve, reject) => {
      const sendAlone = () => {
        resolve(undefined);
        return outcome;
      };
      this.join(batch.endpoint, { id: batch.id, request, resolve, reject, sendAlone }, next);
    });
    const sendOwn = () => next(request);
    // What then() calls runs in the async context of the one who called then(): the caller's.
    outcome = fromBatch.then((response) => response ?? sendOwn());
    return abortable(outcome, signal);
  }

  /** Members of one batch differ in nothing but the id, and have one deadline and one token. */
  private join(endpoint: BatchEndpoint, member: PendingGet, next: NextLayer): void {
    const { url, deadline, language, cache, userToken } = member.request;
    const query = queryOf(url);
    const key = `${endpoint.path}?${query} ${deadline} ${language} ${cache} ${userToken?.fingerprint}`;
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
    const remaining =
      members.length > 1 ? await this.sendBatch(endpoint, query, members, next) : members;
    await mapConcurrently(
      remaining,
      MEMBERS_AT_ONCE,
      ({ sendAlone }) => sendAlone().catch(() => {}), // the caller hears of it
    );
  }

  /** Settles the members that the batch's response decides, and returns the others. */
  private async sendBatch(
    endpoint: BatchEndpoint,
    query: string,
    members: readonly PendingGet[],
    next: NextLayer,
  ): Promise<readonly PendingGet[]> {
    const ids = members.map(({ id }) => id);
    const url = endpoint.path + toQuery({ ids }) + (query && `&${query}`);
    const done = new AbortController();
    allowManyListeners(done.signal);
    const request = batchRequest(url, members, done.signal);
    try {
      const response = await next(request);
      if (isPersonal(response)) return members;
      const objects = matchObjects(ids, this.objectsIn(response, endpoint, request, ids.length));
      const headers = Object.fromEntries(
        Object.entries(response.headers).filter(([name]) => !BATCH_HEADERS.test(name)),
      );
      for (const [index, member] of members.entries()) {
        const data = objects[index];
        if (data) {
          member.request.trace?.served('batched');
          member.resolve({ status: response.status, headers, data });
        } else if (data === null) member.reject(this.notFound(member.request));
      }
      return members.filter((_, index) => objects[index] === undefined);
    } catch (error) {
      if (isPersonal(error)) return members;
      if (refusesBatch(error)) {
        members[0]?.request.batch?.onRefused?.(endpoint, error);
        return members;
      }
      for (const { reject } of members) reject(error);
      return [];
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

/**
 * Whether Spotify refused a batch for a reason that its members by themselves may not have: one bad id makes the whole
 * batch a 400, and the batch endpoint alone may be closed to the app (403, 404). A market that Spotify does not know and
 * a missing Premium subscription hold for each of them.
 */
export function refusesBatch(error: unknown): error is SpotifyApiError {
  if (error instanceof SpotifyForbiddenError) return error.reason === undefined;
  return error instanceof SpotifyNotFoundError || refusesId(error);
}

/** Whether a 400 may be about an id; Spotify names the other parameters that it can be about, or says nothing. */
export function refusesId(error: unknown): error is SpotifyBadRequestError {
  return (
    error instanceof SpotifyBadRequestError &&
    error.attempts > 0 &&
    !/\bmarket\b/i.test(error.spotifyMessage)
  );
}

function queryOf(url: string): string {
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark + 1);
}

function batchRequest(url: string, members: readonly PendingGet[], done: AbortSignal): GetRequest {
  const requests = members.map(({ request }) => request);
  const [first] = requests;
  return {
    url,
    signal: allAborted(
      requests.map(({ signal }) => signal),
      done,
    ),
    deadline: first?.deadline,
    language: first?.language,
    cache: first?.cache,
    userToken: first?.userToken,
    attempts: new AttemptCounter(requests.map(({ attempts }) => attempts)),
  };
}
