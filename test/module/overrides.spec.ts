import { jest } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import * as library from 'nestjs-spotify';
import { FakeSpotify, SpotifyTestingModule } from 'nestjs-spotify/testing';

const { SpotifyCatalogService, SpotifyHttpService, SpotifyModule, SpotifyStore } = library;

/** Every injectable that the library exports. */
const PROVIDERS = [
  library.SpotifyAuthService,
  library.SpotifyBearerInterceptor,
  library.SpotifyHttpService,
  library.SpotifyStore,
  ...Object.values(library).filter(
    (value): value is Type =>
      typeof value === 'function' && /^Spotify(?!Auth|Http).*Service$/.test(value.name),
  ),
];

describe('overrideProvider', () => {
  it.each(PROVIDERS.map((provider) => [provider.name, provider] as const))(
    'replaces %s',
    async (_, provider) => {
      const mine = { mine: true };
      const moduleRef = await Test.createTestingModule({
        imports: [SpotifyModule.forRoot({ clientId: 'id', clientSecret: 'secret' })],
      })
        .overrideProvider(provider)
        .useValue(mine)
        .compile();
      expect(moduleRef.get(provider as Type)).toBe(mine);
      await moduleRef.close();
    },
  );

  it('covers the services of auth, pipeline and status, and all of the catalogue', () => {
    expect(PROVIDERS.length).toBe(20);
  });

  it('lets the catalogue use a user’s own service', async () => {
    const moduleRef = await Test.createTestingModule({ imports: [SpotifyTestingModule.forRoot()] })
      .overrideProvider(library.SpotifyAlbumsService)
      .useValue({ get: async () => ({ name: 'mine' }) })
      .compile();
    const { albums } = moduleRef.get(SpotifyCatalogService);
    expect(await albums.get('any')).toEqual({ name: 'mine' });
    expect(moduleRef.get(FakeSpotify).requests).toEqual([]);
    await moduleRef.close();
  });

  it('lets requests carry the token of a user’s own token service', async () => {
    const moduleRef = await Test.createTestingModule({ imports: [SpotifyTestingModule.forRoot()] })
      .overrideProvider(library.SpotifyAuthService)
      .useValue({
        validToken: () => ({ tokenType: 'Bearer', accessToken: 'mine' }),
        invalidate() {},
      })
      .compile();
    const fake = moduleRef.get(FakeSpotify);
    await moduleRef
      .get(SpotifyHttpService)
      .axiosRef.get('/markets')
      .catch(() => {});
    expect(fake.requests[0]?.headers['authorization']).toBe('Bearer mine');
    await moduleRef.close();
  });

  it('lets tokens be written to a user’s own store', async () => {
    const store = new library.MemoryStore();
    const set = jest.spyOn(store, 'set');
    const moduleRef = await Test.createTestingModule({ imports: [SpotifyTestingModule.forRoot()] })
      .overrideProvider(SpotifyStore)
      .useValue(store)
      .compile();
    await moduleRef.get(library.SpotifyAuthService).getAccessToken();
    expect(set).toHaveBeenCalledTimes(1);
    await moduleRef.close();
  });
});
