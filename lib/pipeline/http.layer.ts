import type { ApiRequest, ApiResponse } from '../api/api.client.js';

/** How several objects of one kind are requested at once. */
export interface BatchEndpoint {
  readonly path: string;
  /** The response's property that holds the objects, in the order of the ids, `null` where there is none. */
  readonly property: string;
  /** The most ids a request takes. */
  readonly limit: number;
}

/** A GET on its way through the layers. */
export interface GetRequest extends ApiRequest {
  /** When the caller stops waiting, on the clock of `performance.now()`. */
  readonly deadline?: number;
  /** Set where the GET finds out whether an open circuit may close. */
  readonly probe?: true;
  /** Set where the GET may be sent as part of a batch. */
  readonly batch?: { readonly endpoint: BatchEndpoint; readonly id: string };
}

/** The layers further in, and at last the API client. */
export type NextLayer = (request: GetRequest) => Promise<ApiResponse>;

/** One concern around every GET. It may respond itself, or pass the request on, once or more. */
export interface HttpLayer {
  /** Set where the options leave the layer nothing to do: it is left out. */
  readonly disabled?: boolean;
  intercept(request: GetRequest, next: NextLayer): Promise<ApiResponse>;
}
