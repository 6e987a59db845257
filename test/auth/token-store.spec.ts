import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import {
  SpotifyTokenStore,
  type SpotifyAccessToken,
  type SpotifyModuleOptions,
} from 'nestjs-spotify';
import { client } from '../support/client.js';
import { TestFake } from '../support/fake.js';

/** A store as a fleet would have it, here in this process. */
class FleetStore extends SpotifyTokenStore {
  readonly tokens = new Map<string, SpotifyAccessToken>();

  async get(key: string) {
    return this.tokens.get(key);
  }

  async set(key: string, token: SpotifyAccessToken) {
    this.tokens.set(key, token);
  }

  async delete(key: string, token: SpotifyAccessToken) {
    if (this.tokens.get(key)?.accessToken === token.accessToken) this.tokens.delete(key);
  }
}

const never = () => new Promise<never>(() => {});

class HangingStore extends SpotifyTokenStore {
  get = never;
  set = never;
  delete = never;
}

class BrokenStore extends SpotifyTokenStore {
  get = () => Promise.reject(new Error('the store is down'));
  set = this.get;
  delete = this.get;
}

class ThrowingStore extends SpotifyTokenStore {
  get = (): never => {
    throw new Error('the store is down');
  };
  set = this.get;
  delete = this.get;
}

/** Reads what it wrote as JSON, in which a token hides its secret. */
class JsonStore extends FleetStore {
  override async get(key: string) {
    const token = await super.get(key);
    return token && (JSON.parse(JSON.stringify(token)) as SpotifyAccessToken);
  }
}

describe('a token store', () => {
  const fake = new TestFake();
  let warnings: unknown[];

  async function authOver(tokens: SpotifyTokenStore, options: Partial<SpotifyModuleOptions> = {}) {
    return (await client(fake, { shared: { tokens }, ...options })).auth;
  }

  beforeEach(() => {
    fake.requests.length = 0;
    warnings = [];
    jest.spyOn(Logger.prototype, 'warn').mockImplementation((message) => warnings.push(message));
  });

  it('lets processes share one token', async () => {
    const store = new FleetStore();
    const one = await (await authOver(store)).getAccessToken();
    const two = await (await authOver(store)).getAccessToken();
    expect(two.accessToken).toBe(one.accessToken);
    expect(fake.requests).toHaveLength(1);
  });

  it('never mixes credentials or token endpoints, and sees neither', async () => {
    const store = new FleetStore();
    await (await authOver(store)).getAccessToken();
    await (await authOver(store, { clientSecret: 'other' })).getAccessToken();
    await (await authOver(store, { clientId: 'other' })).getAccessToken();
    const elsewhere = 'http://elsewhere.invalid';
    await (await authOver(store, { accountsUrl: elsewhere })).getAccessToken();
    expect(fake.requests).toHaveLength(4);
    expect(store.tokens.size).toBe(4);
    for (const key of store.tokens.keys()) expect(key).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is not trusted with a token that Spotify refused', async () => {
    const store = new FleetStore();
    const auth = await authOver(store);
    const refused = await auth.getAccessToken();
    auth.invalidate(refused);
    expect((await auth.getAccessToken()).accessToken).not.toBe(refused.accessToken);
    expect([...store.tokens.values()].map(({ accessToken }) => accessToken)).not.toContain(
      refused.accessToken,
    );
  });

  it.each([new BrokenStore(), new ThrowingStore()])(
    'costs its help, not the call, when it fails',
    async (store) => {
      const auth = await authOver(store);
      expect((await auth.getAccessToken()).accessToken).toBeTruthy();
      expect(String(warnings)).toContain('the store is down');
    },
  );

  it('costs its help, not the call, when it gives something else than a token', async () => {
    const store = new JsonStore();
    await (await authOver(store)).getAccessToken();
    const { accessToken } = await (await authOver(store)).getAccessToken();
    expect(accessToken).toMatch(/^BQ/);
    expect(fake.requests).toHaveLength(2);
    expect(String(warnings)).toContain('expected a SpotifyAccessToken');
  });

  it('costs no longer than the timeout when it hangs', async () => {
    const auth = await authOver(new HangingStore(), { timeout: 50 });
    expect((await auth.getAccessToken()).accessToken).toBeTruthy();
    expect(fake.requests).toHaveLength(1);
  });
});
