import type { TransportRequest, TransportResponse } from '../transport/spotify.transport.js';

/** The layers further in, and at last the transport. */
export type NextLayer = (request: TransportRequest) => Promise<TransportResponse>;

/** One concern around every GET. It may answer itself, or hand the request on, once or more. */
export interface HttpLayer {
  intercept(request: TransportRequest, next: NextLayer): Promise<TransportResponse>;
}
