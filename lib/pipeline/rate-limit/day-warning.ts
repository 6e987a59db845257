import { Logger } from '@nestjs/common';
import type { RollingWindow } from './rolling-window.js';

/** The share of `requestsPerDay` at which a warning is logged, and below which there may be another. */
const WARN_SHARE = 0.8;
const WARN_AGAIN_SHARE = 0.5;

/** Warns once when most of the budget of a day is used up. */
export class DayWarning {
  private readonly logger = new Logger('SpotifyRateLimit');
  private warned = false;

  constructor(private readonly budget: RollingWindow) {}

  check(now: number): void {
    const { limit } = this.budget;
    const used = this.budget.used(now);
    if (used < WARN_AGAIN_SHARE * limit) this.warned = false;
    if (this.warned || used < WARN_SHARE * limit) return;
    this.warned = true;
    this.logger.warn(
      `${used} of ${limit} requests of 24 hours are sent (rateLimit.requestsPerDay)`,
    );
  }
}
