import type { ApiRequest } from './api-request.js';

/** What a GET of a path answers. */
export interface FakeEndpoint {
  /** Under /v1, with `{id}` where an id goes. */
  readonly path: string;
  /** Development apps lost it: they get 403. */
  readonly gone?: true;
  answer(request: ApiRequest): unknown;
}
