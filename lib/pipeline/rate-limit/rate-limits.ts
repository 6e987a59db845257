import { Injectable } from '@nestjs/common';

/** What the rate limit and the quotas allow now. */
@Injectable()
export class RateLimits {
  /**
   * Whether a request of this path under `apiUrl`, with or without its query, would have to wait for a limit or be
   * refused: the client pauses, the endpoint's bucket is closed, or a budget is spent. False for the request that may go
   * to find out whether a closed bucket is open again.
   */
  isClosed(_url: string): boolean {
    return false;
  }
}
