import { setImmediate } from 'node:timers';
import { Injectable } from '@nestjs/common';
import { abortable, forManyCalls } from '../../core/abort.js';
import { SpotifyBadRequestError } from '../../errors/spotify-bad-request.error.js';
import { SpotifyNotFoundError } from '../../errors/spotify-not-found.error.js';
import { SpotifyResponseError } from '../../errors/spotify-response.error.js';
import { SpotifyConfig } from '../../options/spotify.config.js';
import { SpotifyTransport, type TransportResponse } from '../../transport/spotify.transport.js';
import type { ApiRequest, HttpLayer, NextLayer } from '../http.layer.js';
import { toQuery } from '../query.js';
import type { BatchForm } from './batch-form.js';
import { allAborted } from './all-aborted.js';

interface Member {
  readonly id: string;
  readonly request: ApiRequest;
  readonly resolve: (response: TransportResponse) => void;
  readonly reject: (reason: unknown) => void;
}

/** Of a batch's headers, those that are true of the batch only. */
const OF_THE_WHOLE = /^(?:etag|last-modified|content-.*)$/i;

/**
 * Joins the GETs of single objects made in one turn of the event loop into batch requests, and answers each as if it had
 * gone out alone. A batch that fails fails its own members; one that all its members have left is dropped.
 */
@Injectable()
export class BatchLayer implements HttpLayer {
  readonly idle: boolean;
  private readonly waiting = new Map<string, Member[]>();

  constructor(
    private readonly transport: SpotifyTransport,
    { quotaMode }: SpotifyConfig,
  ) {
    this.idle = quotaMode === 'development'; // which has no batch endpoints
  }

  intercept(request: ApiRequest, next: NextLayer): Promise<TransportResponse> {
    const { batch, signal } = request;
    if (!batch) return next(request);
    const answer = new Promise<TransportResponse>((resolve, reject) => {
      this.join(batch.form, { id: batch.id, request, resolve, reject }, next);
    });
    return abortable(answer, signal);
  }

  /** Members of one batch ask alike in all but the id, and have one deadline. */
  private join(form: BatchForm, member: Member, next: NextLayer): void {
    const query = queryOf(member.request.url);
    const key = `${form.path}?${query} ${member.request.deadline}`;
    const joined = this.waiting.get(key);
    if (joined) {
      joined.push(member);
      return;
    }
    const members = [member];
    this.waiting.set(key, members);
    setImmediate(() => {
      this.waiting.delete(key);
      const present = members.filter(({ request }) => !request.signal?.aborted);
      for (let start = 0; start < present.length; start += form.limit) {
        void this.send(form, query, present.slice(start, start + form.limit), next);
      }
    });
  }

  private async send(
    form: BatchForm,
    query: string,
    members: readonly Member[],
    next: NextLayer,
  ): Promise<void> {
    if (members.length === 1) return sendAlone(members, next);
    const ids = toQuery({ ids: members.map(({ id }) => id) });
    const over = new AbortController();
    forManyCalls(over.signal);
    const request = batchRequest(form.path + ids + (query && `&${query}`), members, over.signal);
    try {
      const answer = await next(request);
      const objects = this.read(answer, form, request, members.length);
      const headers = Object.fromEntries(
        Object.entries(answer.headers).filter(([name]) => !OF_THE_WHOLE.test(name)),
      );
      for (const [index, member] of members.entries()) {
        const data = objects[index];
        if (data) member.resolve({ status: answer.status, headers, data });
        else member.reject(this.missing(member.request));
      }
    } catch (error) {
      if (error instanceof SpotifyBadRequestError) sendAlone(members, next);
      else for (const { reject } of members) reject(error);
    } finally {
      over.abort();
    }
  }

  private read(
    { data, status }: TransportResponse,
    { property }: BatchForm,
    request: ApiRequest,
    asked: number,
  ): readonly unknown[] {
    const objects = (data as Record<string, unknown>)[property];
    if (Array.isArray(objects) && objects.length === asked) return objects;
    const got = Array.isArray(objects) ? objects.length : 'no';
    throw new SpotifyResponseError(
      `asked for ${asked} ids, got ${got} objects under ${property}`,
      this.transport.facts(request),
      status,
    );
  }

  /** What the single endpoint would have said of an id for which the batch holds `null`. */
  private missing(request: ApiRequest): SpotifyNotFoundError {
    const facts = this.transport.facts(request);
    return new SpotifyNotFoundError({ ...facts, status: 404, spotifyMessage: 'Not found' });
  }
}

/** For one that has no company, and where Spotify refused a batch, perhaps for one id that it does not take. */
function sendAlone(members: readonly Member[], next: NextLayer): void {
  for (const { request, resolve, reject } of members) next(request).then(resolve, reject);
}

function queryOf(url: string): string {
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark + 1);
}

function batchRequest(url: string, members: readonly Member[], over: AbortSignal): ApiRequest {
  const requests = members.map(({ request }) => request);
  return {
    method: 'GET',
    url,
    signal: allAborted(
      requests.map(({ signal }) => signal),
      over,
    ),
    deadline: requests[0]?.deadline,
    get attempts() {
      return requests[0]?.attempts ?? 0;
    },
    set attempts(count) {
      for (const request of requests) request.attempts = count;
    },
  };
}
