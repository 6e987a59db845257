import type { IncomingHeaders } from './undici.headers.js';

/** A request in the form that undici takes. */
export interface OutgoingRequest {
  readonly method: string;
  readonly origin: string;
  readonly path: string;
  readonly headers: Record<string, string | string[]>;
  readonly body: string | Uint8Array | null;
}

/** What can end a request on the wire. */
export interface RequestController {
  abort(reason: Error): void;
}

/** What a request's response is told to: the part of undici's handler that is used here. */
export interface ResponseHandler {
  /** Throws if the request has ended already. */
  onRequestStart(controller: RequestController): void;
  onResponseStart(
    controller: RequestController,
    status: number,
    headers: IncomingHeaders,
    statusText?: string,
  ): void;
  onResponseData(controller: RequestController, chunk: Buffer): void;
  onResponseEnd(): void;
  onResponseError(controller: RequestController, error: Error): void;
}

/** Sends requests to one origin. undici's `Pool` is one. */
export interface Sender {
  dispatch(request: OutgoingRequest, handler: ResponseHandler): unknown;
  /** Closes the sockets at once; requests in flight fail with `reason`. */
  destroy(reason?: Error): Promise<void>;
}
