import {
  type AccessTokenFields,
  invalidField,
  SpotifyAccessToken,
} from '../options/access-token.js';
import type { SpotifyCredentials } from '../options/spotify-module.options.js';
import type { SpotifyStore } from '../options/spotify-store.js';
import { delay } from '../resilience/abort.js';
import type { BestEffort } from '../resilience/best-effort.js';
import { TokenSeal } from './token-seal.js';

/** How long one process may keep the others from requesting a token; one that dies blocks them for no longer. */
const LEASE_MS = 5000;
/** How often a process without the lease looks for the token of the one that has it. */
const POLL_MS = 50;
/** After a lease has ended by itself: time for the next holder to get the token that the others still wait for. */
const NEXT_HOLDER_MS = 500;

type Lease = NonNullable<Awaited<ReturnType<NonNullable<SpotifyStore['lease']>>>>;

/**
 * The place in a store where processes with the same credentials keep their token. Nothing here rejects for the store's
 * sake: without it each process requests a token of its own.
 */
export class SharedToken {
  private readonly key: string;
  private readonly seal: TokenSeal;

  constructor(
    credentials: SpotifyCredentials,
    tokenUrl: string,
    private readonly store: SpotifyStore,
    private readonly bestEffort: BestEffort,
  ) {
    this.seal = new TokenSeal(credentials, tokenUrl);
    this.key = `token:${this.seal.fingerprint}`;
  }

  /**
   * Another process' token that `isUsable`, or else the one that `request` gets. Where the store gives leases, only their
   * holder requests one; the others wait for it, but hardly longer than a lease lasts. The token is handed out at once and
   * stored meanwhile.
   */
  async getOrRequest(
    isUsable: (token: SpotifyAccessToken) => boolean,
    request: () => Promise<SpotifyAccessToken>,
    signal: AbortSignal,
  ): Promise<SpotifyAccessToken> {
    const giveUpAt = performance.now() + LEASE_MS + NEXT_HOLDER_MS;
    let lease: Lease | 'taken' | undefined;
    for (;;) {
      const stored = await this.read();
      if (stored && isUsable(stored)) return stored;
      lease = await this.lease();
      if (lease !== 'taken' || performance.now() >= giveUpAt) break;
      await delay(POLL_MS, signal);
    }
    if (!lease || lease === 'taken') {
      const token = await request();
      this.write(token).catch(() => {}); // it never rejects: nobody waits for the store
      return token;
    }
    let written: Promise<unknown> | undefined;
    try {
      // The last holder may have stored its token after this process had looked for one.
      const stored = await this.read();
      if (stored && isUsable(stored)) return stored;
      const token = await request();
      written = this.write(token);
      return token;
    } finally {
      this.release(lease, written).catch(() => {});
    }
  }

  /** The stored token, which may have expired. */
  async read(): Promise<SpotifyAccessToken | undefined> {
    const sealed = await this.readSealed();
    return sealed === undefined ? undefined : this.open(sealed);
  }

  /**
   * Deletes this token, and leaves a newer one. A store that cannot compare and delete in one step may delete the one that
   * another process stores in between: that costs one more grant, and never gives anyone a refused token.
   */
  async drop(accessToken: string): Promise<void> {
    const sealed = await this.readSealed();
    if (sealed === undefined || this.open(sealed)?.accessToken !== accessToken) return;
    await this.bestEffort.run(async () => this.store.delete(this.key, sealed));
  }

  private async readSealed(): Promise<string | undefined> {
    const value: unknown = await this.bestEffort.run(async () => this.store.get(this.key));
    return typeof value === 'string' ? value : undefined;
  }

  private open(sealed: string): SpotifyAccessToken | undefined {
    const text = this.seal.open(sealed);
    return text === undefined ? undefined : parse(text);
  }

  private async write(token: SpotifyAccessToken): Promise<void> {
    const ttl = Math.floor(token.expiresAt.getTime() - Date.now());
    if (ttl < 1) return;
    const { accessToken, tokenType, expiresIn, expiresAt } = token;
    const text = JSON.stringify({ accessToken, tokenType, expiresIn, expiresAt });
    await this.bestEffort.run(async () => this.store.set(this.key, this.seal.seal(text), ttl));
  }

  /** `taken` while another process has the lease; `undefined` where the store gives none. */
  private async lease(): Promise<Lease | 'taken' | undefined> {
    if (typeof this.store.lease !== 'function') return undefined;
    let late = false;
    const result = await this.bestEffort.run(async () => {
      const lease = await this.store.lease?.(`${this.key}:lease`, LEASE_MS);
      if (late) await lease?.release(); // nobody waits for it any more
      return { lease };
    });
    late = true;
    return result && (result.lease ?? 'taken');
  }

  /** Lets the next process go on once it can find the token. */
  private async release(lease: Lease, written: Promise<unknown> | undefined): Promise<void> {
    await written;
    await this.bestEffort.run(async () => lease.release());
  }
}

function parse(text: string): SpotifyAccessToken | undefined {
  try {
    const { expiresAt, ...rest } = JSON.parse(text) as AccessTokenFields;
    const fields = { ...rest, expiresAt: new Date(expiresAt ?? Number.NaN) };
    return invalidField(fields) ? undefined : new SpotifyAccessToken(fields);
  } catch {
    return undefined; // sealed with these credentials by something else
  }
}
