import { Injectable, Optional } from '@nestjs/common';
import { SpotifyConfig } from '../../options/spotify.config.js';
import { SpotifyLimitStore } from '../../options/spotify-limit-store.js';
import { bucketOf, pathOf } from '../../api/bucket-of.js';
import { AccountLimits } from './account-limits.js';
import { FleetLimits } from './fleet-limits.js';

type Accounts = Map<string, AccountLimits>;

/** The limits of every account that this process has had a client of, for the life of the process. */
const ACCOUNTS: Accounts = new Map();
/** Those behind an adapter of the user's, as a test's fake: another adapter is another Spotify. */
const ACCOUNTS_BEHIND = new WeakMap<object, Accounts>();

/** What the rate limit and the quotas allow this client now: those of its account. */
@Injectable()
export class RateLimits {
  private own = new AccountLimits();
  private isShared = false;
  private fleet: FleetLimits | undefined;

  constructor(
    private readonly config: SpotifyConfig,
    @Optional() private readonly store?: SpotifyLimitStore,
  ) {
    this.restrict(this.own);
  }

  /** Shared with the other clients of the account, as soon as it is known: `credentials()` may tell it late. */
  get current(): AccountLimits {
    if (!this.isShared) this.share();
    return this.own;
  }

  /**
   * Whether a request of this path under `apiUrl`, with or without its query, would have to wait for a limit or be
   * refused: the client pauses, the endpoint's bucket is closed, or a budget is spent. False for the request that may go
   * to find out whether a closed bucket is open again.
   */
  isClosed(url: string): boolean {
    const target = {
      get path() {
        return pathOf(url);
      },
      get bucket() {
        return bucketOf(url);
      },
      sent: 0,
    };
    const now = performance.now();
    return this.current.allowedAt(target, now) > now;
  }

  /** Gives back what this client's process holds of the fleet's budgets, after its last call. */
  async leaveFleet(): Promise<void> {
    await this.fleet?.leave();
  }

  private share(): void {
    const { account, apiUrl } = this.config;
    if (account === undefined) return;
    this.isShared = true;
    const accounts = accountsBehind(this.config.axiosDefaults().adapter);
    const key = `${apiUrl} ${account}`;
    const limits = accounts.get(key) ?? this.own;
    accounts.set(key, limits);
    this.own = limits;
    this.restrict(limits);
    if (this.store) this.joinFleet(this.store, key);
  }

  /** All clients of the account in this process share through one store: the last one that came with a store brings it. */
  private joinFleet(store: SpotifyLimitStore, account: string): void {
    const { own } = this;
    if (own.fleet?.store !== store) own.fleet = new FleetLimits(own, store, account);
    own.fleet.clients += 1;
    this.fleet = own.fleet;
  }

  private restrict({ per30s, perDay }: AccountLimits): void {
    const { requestsPer30s, requestsPerDay } = this.config.rateLimit;
    per30s.restrict(requestsPer30s);
    perDay.restrict(requestsPerDay);
  }
}

function accountsBehind(adapter: unknown): Accounts {
  if (typeof adapter !== 'function') return ACCOUNTS;
  const accounts = ACCOUNTS_BEHIND.get(adapter) ?? new Map<string, AccountLimits>();
  ACCOUNTS_BEHIND.set(adapter, accounts);
  return accounts;
}
