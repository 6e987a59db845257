import { CACHE_MANAGER, CacheModule, type Cache } from '@nestjs/cache-manager';
import { Test } from '@nestjs/testing';
import { createCache } from 'cache-manager';
import { Keyv } from 'keyv';
import {
  SpotifyAuthService,
  SpotifyCatalogService,
  SpotifyConfigError,
  SpotifyModule,
} from 'nestjs-spotify';
import { cacheManagerSharing } from 'nestjs-spotify/cache-manager';
import { client } from '../support/client.js';
import { TestFake } from '../support/fake.js';
import { until } from '../support/until.js';

describe('cacheManagerSharing()', () => {
  it.each([
    ['a Cache of cache-manager', () => createCache()],
    ['a Keyv', () => new Keyv()],
  ])('keeps strings in %s, for their time', async (_, create) => {
    const { tokens } = cacheManagerSharing(create(), { prefix: 'mine:' });
    expect(await tokens.get('token:x')).toBeUndefined();
    await tokens.set('token:x', 'value', 60_000);
    expect(await tokens.get('token:x')).toBe('value');
    await tokens.delete('token:x');
    expect(await tokens.get('token:x')).toBeUndefined();
    await tokens.set('token:x', 'short', 0.4);
    await until(async () => (await tokens.get('token:x')) === undefined);
  });

  it('begins keys with the prefix, and takes what is no string for nothing', async () => {
    const cache = createCache();
    const { responses } = cacheManagerSharing(cache, { prefix: 'mine:' });
    await responses.set('response:x', 'value', 60_000);
    expect(await cache.get('mine:response:x')).toBe('value');
    await cache.set('mine:response:x', { an: 'object' });
    expect(await responses.get('response:x')).toBeUndefined();
  });

  it.each([
    ['a Cache of cache-manager', () => createCache()],
    ['a Keyv', () => new Keyv()],
  ])('shares tokens and responses over %s', async (_, create) => {
    const fake = new TestFake();
    const cache = create();
    const id = fake.catalog.albumId(0);
    for (let n = 0; n < 3; n += 1) {
      const { catalog } = await client(fake, { cache: {}, shared: cacheManagerSharing(cache) });
      expect((await catalog.albums.get(id)).id).toBe(id);
    }
    expect(fake.tokenRequests()).toHaveLength(1);
    expect(fake.apiRequests()).toHaveLength(1);
  });

  it("works on the cache that a Nest app has, and survives that cache's failure", async () => {
    const fake = new TestFake();
    const app = await Test.createTestingModule({
      imports: [
        CacheModule.register({ isGlobal: true }),
        SpotifyModule.forRootAsync({
          inject: [CACHE_MANAGER],
          useFactory: (cache: Cache) => ({
            clientId: 'id',
            clientSecret: 'secret',
            apiUrl: fake.apiUrl,
            accountsUrl: fake.accountsUrl,
            http: { adapter: fake.adapter },
            shared: cacheManagerSharing(cache),
          }),
        }),
      ],
    }).compile();
    const { accessToken } = await app.get(SpotifyAuthService).getAccessToken();
    const cache = app.get<Cache>(CACHE_MANAGER);
    expect(accessToken).toBeTruthy();
    cache.get = () => Promise.reject(new Error('down'));
    const album = fake.catalog.albumId(1);
    expect((await app.get(SpotifyCatalogService).albums.get(album)).id).toBe(album);
    await app.close();
  });

  it.each([
    ['nothing', undefined],
    ['a Map, which has another form', { get() {}, set() {} }],
  ])('refuses %s with what it takes', (_, cache) => {
    expect(() => cacheManagerSharing(cache as never)).toThrow(SpotifyConfigError);
    expect(() => cacheManagerSharing(cache as never)).toThrow(
      /cache-manager 6 or later, or a Keyv/,
    );
  });
});
