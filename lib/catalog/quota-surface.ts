import { Injectable } from '@nestjs/common';
import {
  SpotifyApiError,
  SpotifyBadRequestError,
  SpotifyForbiddenError,
  SpotifyNotFoundError,
} from '../errors/api.errors.js';
import { SpotifyUnavailableError } from '../errors/base.errors.js';
import { SpotifyConfig } from '../options/spotify.config.js';
import type { BatchEndpoint } from '../pipeline/layer.js';
import type { Endpoint, ItemEndpoint, ListEndpoint } from './endpoint.js';

/** How long `quotaMode: 'auto'` relies on what it learned, before it tries the full surface again. */
const LEARNED_FOR_MS = 60 * 60 * 1000;

/** What `quotaMode: 'auto'` can learn: this batch is refused, this page too large, this endpoint gone, this path right. */
type Lesson = `${'batch' | 'page' | 'gone' | 'path'} ${string}`;

/**
 * THE place that decides what Spotify's API offers this app: batches, page sizes, whole endpoints and their paths.
 *
 * The option `quotaMode` says so, or, with `'auto'`, Spotify's own responses do: no endpoint tells an app its quota mode.
 * `'auto'` begins with the full surface and narrows it where Spotify refuses a request for what development mode lacks.
 * It learns nothing from refusals with another reason: a missing Premium subscription, or a 403 from a proxy on the way,
 * which comes as HTML or empty.
 *
 * @see https://developer.spotify.com/documentation/web-api/concepts/quota-modes
 */
@Injectable()
export class QuotaSurface {
  /** When each lesson ends, on the clock of `performance.now()`. */
  private readonly lessons = new Map<Lesson, number>();

  constructor(private readonly config: SpotifyConfig) {}

  /** @throws SpotifyUnavailableError for an endpoint that this app lacks */
  checkAvailable(endpoint: Endpoint): void {
    if (!endpoint.developmentAlternative) return;
    const { quotaMode } = this.config;
    if (quotaMode === 'development' || this.knows(`gone ${endpoint.path}`)) {
      throw this.unavailable(endpoint);
    }
  }

  /** The endpoint's batch, if this app has it. */
  batchOf({ batch }: ItemEndpoint): ItemEndpoint['batch'] {
    if (!batch || this.config.quotaMode === 'development') return undefined;
    return this.knows(`batch ${batch.path}`) ? undefined : batch;
  }

  /** The largest page. */
  largestPage({ path, limit }: ListEndpoint): number {
    if (typeof limit === 'number') return limit;
    const { quotaMode } = this.config;
    if (quotaMode !== 'auto') return limit[quotaMode];
    return this.knows(`page ${path}`) ? limit.development : limit.extended;
  }

  /** The largest `limit` that a call may have. With `auto` it can be above the largest page, and is lowered to that. */
  acceptedLimit(endpoint: ListEndpoint): number {
    const { limit } = endpoint;
    const isOpen = this.config.quotaMode === 'auto' && typeof limit === 'object';
    return isOpen ? limit.extended : this.largestPage(endpoint);
  }

  get quotaMode(): SpotifyConfig['quotaMode'] {
    return this.config.quotaMode;
  }

  /** Which names a playlist's content has in responses: `items` and `item`, or `tracks` and `track` as before 2026. */
  get playlistNames(): 'new' | 'old' | 'both' {
    const { quotaMode } = this.config;
    return quotaMode === 'auto' ? 'both' : quotaMode === 'development' ? 'new' : 'old';
  }

  /** The paths to try, in order: several only while it is open which of them this app has. */
  pathsOf({ path, formerPath }: ListEndpoint): readonly string[] {
    if (this.config.quotaMode !== 'auto' || !formerPath) return [path];
    if (this.knows(`path ${path}`)) return [path];
    if (this.knows(`path ${formerPath}`)) return [formerPath];
    return [path, formerPath];
  }

  /** Records which of the endpoint's paths works. */
  learnPath({ formerPath }: ListEndpoint, path: string): void {
    if (formerPath) this.learn(`path ${path}`);
  }

  /** Records that Spotify refused a batch as a whole. An arrow function, to be passed on without a closure per call. */
  readonly learnFromBatch = ({ path }: BatchEndpoint, error: SpotifyApiError): void => {
    if (error instanceof SpotifyNotFoundError || isForbidden(error)) this.learn(`batch ${path}`);
  };

  /** Whether Spotify refused a page because this app's pages are smaller, so that the next request may succeed. */
  learnFromPage({ path, limit }: ListEndpoint, requested: number, error: unknown): boolean {
    if (this.config.quotaMode !== 'auto' || typeof limit === 'number') return false;
    const tooLarge = error instanceof SpotifyBadRequestError && says(error, /\binvalid limit\b/i);
    if (!tooLarge || requested <= limit.development) return false;
    this.learn(`page ${path}`);
    return true;
  }

  /** Converts the refusal of an endpoint that development mode lacks to a `SpotifyUnavailableError`, and records it. */
  learnFromGet<T>(endpoint: Endpoint, response: Promise<T>): Promise<T> {
    if (this.config.quotaMode !== 'auto' || !endpoint.developmentAlternative) return response;
    return response.catch((error: unknown) => {
      if (!isForbidden(error) && !isMissingEndpoint(endpoint, error)) throw error;
      this.learn(`gone ${endpoint.path}`);
      throw this.unavailable(endpoint, error);
    });
  }

  private unavailable(
    { path, developmentAlternative: substitute = '' }: Endpoint,
    cause?: unknown,
  ): SpotifyUnavailableError {
    const { quotaMode } = this.config;
    return new SpotifyUnavailableError({ endpoint: `GET ${path}`, quotaMode, substitute, cause });
  }

  private learn(lesson: Lesson): void {
    if (this.config.quotaMode === 'auto') {
      this.lessons.set(lesson, performance.now() + LEARNED_FOR_MS);
    }
  }

  private knows(lesson: Lesson): boolean {
    const until = this.lessons.get(lesson);
    return until !== undefined && performance.now() < until;
  }
}

/** Spotify's own 403 for an endpoint that is not open to the app. */
export function isForbidden(error: unknown): boolean {
  return error instanceof SpotifyForbiddenError && says(error, /^forbidden\b/i);
}

/** A 404 that is about the endpoint: there is no id in the path, or the message says so. */
function isMissingEndpoint({ id }: Endpoint, error: unknown): boolean {
  if (!(error instanceof SpotifyNotFoundError)) return false;
  return id === undefined || says(error, /^service not found\b/i);
}

/** Whether Spotify itself says this: in JSON, which a proxy on the way does not send. */
function says(error: SpotifyApiError, message: RegExp): boolean {
  return (
    /\bjson\b/i.test(error.headers['content-type'] ?? '') && message.test(error.spotifyMessage)
  );
}
