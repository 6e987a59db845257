import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import {
  SpotifyAuthService,
  SpotifyModule,
  SpotifyTokenStore,
  type SpotifyAccessToken,
  type SpotifyModuleOptions,
} from 'nestjs-spotify';
import { FakeSpotify } from 'nestjs-spotify/testing';

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
  const fake = new FakeSpotify();
  const closing: (() => Promise<void>)[] = [];
  let warnings: unknown[];

  async function client(
    tokens: SpotifyTokenStore,
    options: Partial<SpotifyModuleOptions> = {},
  ): Promise<SpotifyAuthService> {
    const moduleRef = await Test.createTestingModule({
      imports: [
        SpotifyModule.forRoot({
          clientId: 'id',
          clientSecret: 'secret',
          apiUrl: fake.apiUrl,
          accountsUrl: fake.accountsUrl,
          shared: { tokens },
          ...options,
        } as SpotifyModuleOptions),
      ],
    }).compile();
    closing.push(() => moduleRef.close());
    return moduleRef.get(SpotifyAuthService);
  }

  beforeAll(() => fake.listen());

  afterAll(() => fake.close());

  beforeEach(() => {
    fake.requests.length = 0;
    warnings = [];
    jest.spyOn(Logger.prototype, 'warn').mockImplementation((message) => warnings.push(message));
  });

  afterEach(async () => {
    await Promise.all(closing.splice(0).map((close) => close()));
  });

  it('lets processes share one token', async () => {
    const store = new FleetStore();
    const one = await (await client(store)).getAccessToken();
    const two = await (await client(store)).getAccessToken();
    expect(two.accessToken).toBe(one.accessToken);
    expect(fake.requests).toHaveLength(1);
  });

  it('never mixes credentials or token endpoints, and sees neither', async () => {
    const store = new FleetStore();
    await (await client(store)).getAccessToken();
    await (await client(store, { clientSecret: 'other' })).getAccessToken();
    await (await client(store, { clientId: 'other' })).getAccessToken();
    const elsewhere = fake.accountsUrl.replace('127.0.0.1', 'localhost');
    await (await client(store, { accountsUrl: elsewhere })).getAccessToken();
    expect(fake.requests).toHaveLength(4);
    expect(store.tokens.size).toBe(4);
    for (const key of store.tokens.keys()) expect(key).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is not trusted with a token that Spotify refused', async () => {
    const store = new FleetStore();
    const auth = await client(store);
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
      const auth = await client(store);
      expect((await auth.getAccessToken()).accessToken).toBeTruthy();
      expect(String(warnings)).toContain('the store is down');
    },
  );

  it('costs its help, not the call, when it gives something else than a token', async () => {
    const store = new JsonStore();
    await (await client(store)).getAccessToken();
    const { accessToken } = await (await client(store)).getAccessToken();
    expect(accessToken).toMatch(/^BQ/);
    expect(fake.requests).toHaveLength(2);
    expect(String(warnings)).toContain('expected a SpotifyAccessToken');
  });

  it('costs no longer than the timeout when it hangs', async () => {
    const auth = await client(new HangingStore(), { timeout: 50 });
    expect((await auth.getAccessToken()).accessToken).toBeTruthy();
    expect(fake.requests).toHaveLength(1);
  });
});
