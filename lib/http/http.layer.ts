import type { TransportRequest, TransportResponse } from '../transport/spotify.transport.js';
import type { BatchMember } from './batch/batch-form.js';

/** A GET on its way through the layers. */
export interface ApiRequest extends TransportRequest {
  /** Set where the GET may be answered by a batch. */
  readonly batch?: BatchMember;
}

/** The layers further in, and at last the transport. */
export type NextLayer = (request: ApiRequest) => Promise<TransportResponse>;

/** One concern around every GET. It may answer itself, or hand the request on, once or more. */
export interface HttpLayer {
  /** Set where the options leave the layer nothing to do: it is left out. */
  readonly idle?: boolean;
  intercept(request: ApiRequest, next: NextLayer): Promise<TransportResponse>;
}
