import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { MemoryStore, SpotifyStore } from 'nestjs-spotify';
import { client, type ClientOptions } from '../support/client.js';
import { setClocksAhead } from '../support/clock.js';
import { TestFake } from '../support/fake.js';
import { FleetStore } from '../support/fleet-store.js';
import { until } from '../support/until.js';

const never = () => new Promise<never>(() => {});
const down = () => Promise.reject(new Error('the store is down'));

function broken(act: () => Promise<never>): SpotifyStore {
  return { get: act, set: act, delete: act, lease: act };
}

describe('a token store', () => {
  let fake: TestFake;
  let warnings: unknown[];

  async function authOver(tokens: SpotifyStore, options: ClientOptions = {}) {
    const { auth } = await client(fake, {
      clientId: 'the-client-id',
      clientSecret: 'the-client-secret',
      shared: { tokens },
      ...options,
    });
    return auth;
  }

  const grants = () => fake.tokenRequests().length;

  beforeEach(() => {
    fake = new TestFake();
    warnings = [];
    jest.spyOn(Logger.prototype, 'warn').mockImplementation((message) => warnings.push(message));
  });

  it.each([
    ['without leases', () => new FleetStore()],
    ['with leases', () => new MemoryStore()],
  ])('lets processes share one token: %s', async (_, create) => {
    const store = create();
    const one = await (await authOver(store)).getAccessToken();
    const two = await (await authOver(store)).getAccessToken();
    expect(two.accessToken).toBe(one.accessToken);
    expect(two.expiresAt).toEqual(one.expiresAt);
    expect(grants()).toBe(1);
  });

  it('gets no token and no secret in the clear, neither in a key nor in a value', async () => {
    const store = new FleetStore();
    const { accessToken } = await (await authOver(store)).getAccessToken();
    const [[key = '', value = ''] = []] = store.values;
    expect(key).toMatch(/^token:[0-9a-f]{32}$/);
    expect(value).toMatch(/^v1\.[\w-]+$/);
    const written = `${key} ${value} ${Buffer.from(value.slice(3), 'base64url').toString('latin1')}`;
    for (const secret of [accessToken, 'the-client-secret', 'the-client-id', 'accessToken']) {
      expect(written).not.toContain(secret);
    }
    expect(store.ttls[0]).toBeGreaterThan(3_590_000);
    expect(store.ttls[0]).toBeLessThanOrEqual(3_600_000);
  });

  it('holds one token per pair of credentials and token endpoint', async () => {
    const store = new FleetStore();
    await (await authOver(store)).getAccessToken();
    await (await authOver(store, { clientSecret: 'other' })).getAccessToken();
    await (await authOver(store, { clientId: 'other' })).getAccessToken();
    const elsewhere = 'http://elsewhere.invalid';
    await (await authOver(store, { accountsUrl: elsewhere })).getAccessToken();
    expect(grants()).toBe(4);
    expect(store.values.size).toBe(4);
  });

  it('is read with the credentials that are valid now', async () => {
    const store = new FleetStore();
    let clientSecret = 'old';
    const credentials = async () => ({ clientId: 'the-client-id', clientSecret });
    const options = { clientId: undefined, clientSecret: undefined, credentials };
    const old = await (await authOver(store, options)).getAccessToken();
    clientSecret = 'new';
    const current = await (await authOver(store, options)).getAccessToken();
    expect(current.accessToken).not.toBe(old.accessToken);
    clientSecret = 'old';
    expect((await (await authOver(store, options)).getAccessToken()).accessToken).toBe(
      old.accessToken,
    );
  });

  it.each<[string, (value: string) => unknown]>([
    [
      'changed by a bit',
      (value) => value.slice(0, -4) + (value.endsWith('AAAA') ? 'BBBB' : 'AAAA'),
    ],
    ['cut off', (value) => value.slice(0, 20)],
    ['of another version', (value) => value.replace('v1.', 'v9.')],
    ['in the clear', () => '{"accessToken":"planted","expiresIn":3600}'],
    ['empty', () => ''],
    ['null', () => null],
    [
      'an object',
      () => ({
        get accessToken(): never {
          throw new Error('no');
        },
      }),
    ],
  ])('is not trusted with a value that is %s', async (_, change) => {
    const store = new FleetStore();
    const first = await (await authOver(store)).getAccessToken();
    const [[key = '', value = ''] = []] = store.values;
    store.values.set(key, change(value) as string);
    const second = await (await authOver(store)).getAccessToken();
    expect(second.accessToken).toMatch(/^BQ/);
    expect(second.accessToken).not.toBe(first.accessToken);
    expect(grants()).toBe(2);
    expect(warnings).toEqual([]);
  });

  it('loses a token that Spotify refused, for every process', async () => {
    const store = new FleetStore();
    const [one, two] = [await authOver(store), await authOver(store)];
    const refused = await one.getAccessToken();
    one.invalidate(refused);
    const renewed = await one.getAccessToken();
    expect(renewed.accessToken).not.toBe(refused.accessToken);
    expect((await two.getAccessToken()).accessToken).toBe(renewed.accessToken);
    two.invalidate(refused);
    expect((await (await authOver(store)).getAccessToken()).accessToken).toBe(renewed.accessToken);
    expect(grants()).toBe(2);
  });

  it('loses a refused token before another is requested', async () => {
    const store = new FleetStore();
    const auth = await authOver(store);
    auth.invalidate(await auth.getAccessToken());
    await until(() => store.values.size === 0);
    expect(grants()).toBe(1);
  });

  it('keeps the newer token of another process when a process has an older one refused', async () => {
    const store = new FleetStore();
    const [one, two] = [await authOver(store), await authOver(store)];
    const refused = await one.getAccessToken();
    await two.getAccessToken();
    one.invalidate(refused);
    const renewed = await one.getAccessToken();
    two.invalidate(refused); // its own, which is no longer the stored one
    expect((await two.getAccessToken()).accessToken).toBe(renewed.accessToken);
    expect(grants()).toBe(2);
  });

  it.each<[string, () => Promise<never>]>([
    ['rejects', down],
    [
      'throws',
      () => {
        throw new Error('the store is down');
      },
    ],
    ['hangs', never],
    // oxlint-disable-next-line prefer-promise-reject-errors -- a user's store may
    ['rejects with what cannot be printed', () => Promise.reject(Object.create(null))],
  ])('that %s fails no call, logs one warning, and is not used for a while', async (_, act) => {
    let used = 0;
    const auth = await authOver(
      broken(() => {
        used += 1;
        return act();
      }),
    );
    for (let n = 0; n < 3; n += 1) {
      const token = await auth.getAccessToken();
      expect(token.accessToken).toBeTruthy();
      auth.invalidate(token);
    }
    expect(grants()).toBeGreaterThanOrEqual(2);
    expect(used).toBe(1);
    expect(warnings.filter((line) => String(line).includes('token store'))).toHaveLength(1);
  });

  it('is used again within five seconds after a failure', async () => {
    const store = new FleetStore();
    let failing = true;
    const get = store.get.bind(store);
    store.get = (key) => (failing ? down() : get(key));
    const auth = await authOver(store);
    await auth.getAccessToken();
    expect(store.values.size).toBe(0);
    failing = false;
    setClocksAhead(5);
    auth.invalidate(await auth.getAccessToken());
    await auth.getAccessToken();
    expect(store.values.size).toBe(1);
  });

  it('that hangs at the write does not delay a token', async () => {
    const store = new FleetStore();
    store.set = never;
    const auth = await authOver(store);
    const race = await Promise.race([
      auth.getAccessToken().then(() => 'token'),
      new Promise((resolve) => {
        jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => resolve('timeout'));
      }),
    ]);
    expect(race).toBe('token');
  });

  it('that gives leases limits many processes that start together to one grant', async () => {
    const store = new MemoryStore();
    fake.latency = 150;
    const fleet = await Promise.all(Array.from({ length: 8 }, () => authOver(store)));
    const tokens = await Promise.all(fleet.map((auth) => auth.getAccessToken()));
    expect(new Set(tokens.map(({ accessToken }) => accessToken)).size).toBe(1);
    expect(grants()).toBe(1);
  });

  it('passes the lease on when its holder fails', async () => {
    const store = new MemoryStore();
    const fleet = await Promise.all([authOver(store), authOver(store)]);
    fake.failNext({ at: 'accounts' });
    const outcomes = await Promise.allSettled(fleet.map((auth) => auth.getAccessToken()));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('does not block the others when the holder of the lease died', async () => {
    const store = new MemoryStore();
    const auth = await authOver(store);
    const lease = store.lease.bind(store);
    let taken = 0;
    store.lease = (key, ttl) => {
      if (taken === 0) void lease(key, 300); // a process that was killed has it
      taken += 1;
      expect(ttl).toBeLessThanOrEqual(5000);
      return lease(key, ttl);
    };
    expect((await auth.getAccessToken()).accessToken).toBeTruthy();
    expect(taken).toBeGreaterThan(1);
    expect(grants()).toBe(1);
  });

  it('whose lease is never released delays nobody for longer than a lease lasts', async () => {
    const store = new MemoryStore();
    store.lease = async () => undefined;
    const auth = await authOver(store);
    let now = performance.now();
    jest.spyOn(performance, 'now').mockImplementation(() => (now += 500));
    expect((await auth.getAccessToken()).accessToken).toBeTruthy();
    expect(grants()).toBe(1);
  });
});

describe('the memory store', () => {
  it('forgets a value after its time to live', async () => {
    const store = new MemoryStore();
    await store.set('stored', 'value', 60_000);
    await store.set('gone', 'value', 0);
    expect(await store.get('gone')).toBeUndefined();
    expect(await store.get('stored')).toBe('value');
    setClocksAhead(61);
    expect(await store.get('stored')).toBeUndefined();
  });

  it('gives a lease to one holder at a time, and releases it for no other', async () => {
    const store = new MemoryStore();
    const first = await store.lease('key', 1000);
    expect(await store.lease('key', 1000)).toBeUndefined();
    expect(await store.lease('other', 1000)).toBeDefined();
    setClocksAhead(2);
    expect(await store.lease('key', 1000)).toBeDefined();
    await first?.release();
    expect(await store.lease('key', 1000)).toBeUndefined();
  });
});
