import { Injectable } from '@nestjs/common';
import { ApiClient } from '../api/api.client.js';
import {
  SpotifyApiError,
  SpotifyRateLimitError,
  SpotifyServerError,
} from '../errors/api.errors.js';
import { isGrantError, isTransient } from '../errors/classify.js';
import { SpotifyNetworkError, SpotifyResponseError } from '../errors/request.errors.js';
import { publishCircuit } from '../diagnostics/publish-circuit.js';
import { SpotifyConfig } from '../options/spotify.config.js';
import { CircuitBreaker } from '../resilience/circuit-breaker.js';
import { bucketOf } from '../api/bucket-of.js';
import type { GetRequest } from './layer.js';

const BACKOFF = { minDelay: 1000, maxDelay: 30_000 };
const THRESHOLD = 10;
/** The most buckets whose failures are counted. */
const MAX_BUCKETS = 1000;
/** A connection that broke may be one endpoint's fault; what else goes wrong with connections is not. */
const BROKEN_CONNECTION = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** Of which circuits a call is the probe. */
export interface Probe {
  readonly server: boolean;
  readonly bucket: boolean;
}

/**
 * When Spotify is taken for down:
 *
 * 1. Ten calls in a row that could not connect open the circuit of the whole server.
 * 2. Ten calls of a bucket (path template) in a row that failed otherwise open the circuit of the bucket only: one broken
 *    endpoint must not refuse the others.
 * 3. While ten calls in a row have failed, whatever their buckets, a bucket's circuit opens at its first failure: a server
 *    that fails as a whole is found out soon, and a bucket that has not failed is still tried.
 *
 * An open circuit lets one call at a time probe.
 */
@Injectable()
export class CircuitBreakers {
  private readonly server: CircuitBreaker;
  /** Of the buckets whose last call failed. */
  private readonly buckets = new Map<string, CircuitBreaker>();
  private readonly refusals = new WeakSet<Error>();
  private readonly listeners: (() => void)[] = [];
  private failuresInRow = 0;

  constructor(
    private readonly api: ApiClient,
    private readonly config: SpotifyConfig,
  ) {
    this.server = this.create(() => THRESHOLD);
  }

  /** The circuits that are not closed, by bucket; `undefined` is the whole server's. */
  get notClosed(): [bucket: string | undefined, circuit: CircuitBreaker][] {
    const all: [string | undefined, CircuitBreaker][] = [[undefined, this.server], ...this.buckets];
    return all.filter(([, { retryIn }]) => retryIn !== undefined);
  }

  /** Calls back whenever a circuit opens. */
  onOpen(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** The error for a request that an open circuit refuses. */
  refusalOf(request: GetRequest): SpotifyServerError | undefined {
    if (request.probe) return undefined;
    const openState = this.server.openState ?? this.bucket(request)?.openState;
    if (!openState) return undefined;
    const error = new SpotifyServerError({
      request: this.api.describe(request),
      status: 503,
      retryAt: new Date(Date.now() + openState.retryIn),
      cause: openState.cause,
    });
    this.refusals.add(error);
    return error;
  }

  /** Whether a circuit made this error: nothing is learnt from it, and a retry would fail the same. */
  isRefusal(error: unknown): boolean {
    return error instanceof Error && this.refusals.has(error);
  }

  /** Begins a call that is not refused; `undefined` if it probes nothing. */
  begin(request: GetRequest): Probe | undefined {
    const server = this.server.begin();
    const bucket = this.bucket(request)?.begin() ?? false;
    return server || bucket ? { server, bucket } : undefined;
  }

  onSuccess(request: GetRequest, probe: Probe | undefined): void {
    this.failuresInRow = 0;
    this.server.record('success', probe?.server);
    if (this.buckets.size === 0) return;
    const bucket = bucketOf(request.url);
    this.buckets.get(bucket)?.record('success', probe?.bucket);
    this.buckets.delete(bucket);
  }

  onError(request: GetRequest, probe: Probe | undefined, error: unknown): void {
    // A caller that gave up tells nothing of Spotify, and a failed grant nothing of the API.
    const isLeft = request.signal?.aborted || this.isRefusal(error) || isGrantError(error);
    if (!isLeft && isAnswer(error)) return this.onSuccess(request, probe);
    const isFailure = !isLeft && isTransient(error) && !isShutdown(error);
    if (isFailure) this.failuresInRow += 1;
    const noConnection = isFailure && isNoConnection(error);
    const responded = error instanceof SpotifyServerError || error instanceof SpotifyResponseError;
    const isServerFailure = noConnection || (isFailure && probe?.server && !responded);
    if (isServerFailure) this.server.record('failure', probe?.server, error);
    else this.server.record(isFailure && responded ? 'success' : 'ignored', probe?.server);
    if (isFailure && !noConnection) this.ensure(request).record('failure', probe?.bucket, error);
    else if (probe?.bucket) this.bucket(request)?.record('ignored', true);
  }

  private bucket(request: GetRequest): CircuitBreaker | undefined {
    return this.buckets.size === 0 ? undefined : this.buckets.get(bucketOf(request.url));
  }

  private ensure(request: GetRequest): CircuitBreaker {
    const bucket = bucketOf(request.url);
    let circuit = this.buckets.get(bucket);
    if (circuit) return circuit;
    if (this.buckets.size >= MAX_BUCKETS) this.buckets.clear();
    circuit = this.create(() => (this.failuresInRow >= THRESHOLD ? 1 : THRESHOLD), bucket);
    this.buckets.set(bucket, circuit);
    return circuit;
  }

  private create(threshold: () => number, bucket?: string): CircuitBreaker {
    const publish = () =>
      publishCircuit(this.config.name, circuit, bucket ? 'bucket' : 'server', bucket);
    const circuit: CircuitBreaker = new CircuitBreaker({
      ...BACKOFF,
      threshold,
      onOpen: () => {
        publish();
        for (const listener of this.listeners) listener();
      },
      onClose: publish,
    });
    return circuit;
  }
}

function isAnswer(error: unknown): boolean {
  if (error instanceof SpotifyRateLimitError || error instanceof SpotifyServerError) return false;
  return error instanceof SpotifyApiError;
}

function isNoConnection(error: unknown): boolean {
  return error instanceof SpotifyNetworkError && !BROKEN_CONNECTION.has(error.code ?? '');
}

function isShutdown(error: unknown): boolean {
  return error instanceof SpotifyNetworkError && error.code === 'ESHUTDOWN';
}
