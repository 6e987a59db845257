import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import { SpotifyConfigError } from '../errors/base.errors.js';
import type { SpotifyStatus } from '../status/spotify-status.js';
import { SpotifyStatusService } from '../status/spotify-status.service.js';
import { DEFAULT_CLIENT } from '../spotify.tokens.js';

/** What `isHealthy()` takes besides the key. */
export interface SpotifyHealthOptions {
  /** The `name` of the client. Default: the client without one. */
  client?: string | undefined;
}

/**
 * The health of a Spotify client, for `@nestjs/terminus` 11 and 12. A provider of the app's, in a module that imports
 * `TerminusModule`.
 */
@Injectable()
export class SpotifyHealthIndicator {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly modules: ModuleRef,
  ) {}

  /**
   * Tells the client's health from what its last calls met, without a request of its own:
   * - `down` with `reason`: Spotify refuses the app, for its `credentials` or because its owner has no `premium`
   * - `degraded` (terminus 11: `up`) with what is closed: `circuits` that are open, `buckets` whose quota is
   *   spent, `day` where `rateLimit.requestsPerDay` is
   * - `up` otherwise: also before the first call
   *
   * @param key - the name of the result
   * @throws SpotifyConfigError when the app has no such client
   */
  async isHealthy<Key extends string>(
    key: Key,
    { client = DEFAULT_CLIENT }: SpotifyHealthOptions = {},
  ): Promise<HealthIndicatorResult<Key>> {
    const health = this.indicators.check(key);
    const status = this.statusOf(client);
    if (status.refused) return health.down({ reason: status.refused });
    const impaired = impairmentsOf(status);
    if (!impaired) return health.up();
    return typeof health.degraded === 'function' ? health.degraded(impaired) : health.up(impaired);
  }

  private statusOf(client: string): SpotifyStatus {
    // By the client's own name: every client has one under this token inside its module, whatever it exports.
    const all = this.modules.get(SpotifyStatusService, { strict: false, each: true });
    const status = all.map((one) => one.snapshot()).find((one) => one.client === client);
    if (status) return status;
    throw new SpotifyConfigError({
      option: 'name',
      problem: `is '${client}' for no client of this app: pass isHealthy() the name that forRoot() got as { client }.`,
    });
  }
}

/** What is closed, for a health page that anyone may see; `undefined` where nothing is. */
function impairmentsOf({ circuits, limits }: SpotifyStatus): Record<string, unknown> | undefined {
  // A half-open one lets the next call through; without calls it would stay so, and the app degraded.
  const open = circuits.filter(({ state }) => state === 'open');
  const spent = limits.buckets.filter(({ reason }) => reason === 'quota-exceeded');
  const day = limits.day && limits.day.sent >= limits.day.limit ? limits.day : undefined;
  if (open.length === 0 && spent.length === 0 && !day) return undefined;
  return {
    ...(open.length > 0 && { circuits: open }),
    ...(spent.length > 0 && { buckets: spent }),
    ...(day && { day }),
  };
}
