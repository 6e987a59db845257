import { LazyModuleLoader, NestFactory } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { SpotifyAlbumsService, SpotifyConfigError, SpotifyModule } from 'nestjs-spotify';

const credentials = { clientId: 'id', clientSecret: 'secret' };

async function start(options: object): Promise<unknown> {
  const moduleRef = await Test.createTestingModule({
    imports: [SpotifyModule.forRoot({ ...credentials, ...options })],
  }).compile();
  await moduleRef.close();
  return 'started';
}

describe('an unknown option', () => {
  it.each([
    ['quotamode', { quotamode: 'extended' }, 'Did you mean "quotaMode"?'],
    ['retries', { retries: 3 }, 'Did you mean "retry"?'],
    ['clientID', { clientID: 'x' }, 'Did you mean "clientId"?'],
    ['cache.maxbytes', { cache: { maxbytes: 1 } }, 'Did you mean "cache.maxBytes"?'],
    ['rateLimit.maxWaitMs', { rateLimit: { maxWaitMs: 1 } }, 'Did you mean "rateLimit.maxWait"?'],
    ['shared.token', { shared: { token: {} } }, 'Did you mean "shared.tokens"?'],
    [
      'accessToken.expires',
      { accessToken: { accessToken: 'x', expires: 1 } },
      'accessToken.expires',
    ],
    ['somethingElse', { somethingElse: 1 }, 'The options are clientId, '],
    ['toString', { toString: 'x' }, 'is unknown'],
  ])(
    '%s is refused at start, with a suggestion or the list of known options',
    async (option, options, words) => {
      const error: unknown = await start(options).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(SpotifyConfigError);
      expect(error).toMatchObject({ option, message: expect.stringContaining(words) as string });
    },
  );

  it('is not checked for in http, which belongs to axios, nor in a store', async () => {
    const store = { get: async () => undefined, set: async () => {}, delete: async () => {}, x: 1 };
    expect(
      await start({ http: { headers: {}, insecureHTTPParser: true }, shared: { tokens: store } }),
    ).toBe('started');
  });

  it('does not compile, in forRoot() and in the result of a factory', () => {
    const modules = [
      // @ts-expect-error -- no such option
      () => SpotifyModule.forRoot({ ...credentials, retries: 3 }),
      // @ts-expect-error -- no such option
      () => SpotifyModule.forRootAsync({ useFactory: () => ({ ...credentials, retries: 3 }) }),
      () =>
        SpotifyModule.forRootAsync({
          // @ts-expect-error -- no such option
          useFactory: async (x: string) => ({ ...credentials, market: x, quotamode: 'extended' }),
        }),
      () =>
        SpotifyModule.forRootAsync({
          useFactory: async (market: string) => ({ ...credentials, market }),
        }),
    ];
    expect(modules).toHaveLength(4);
  });
});

describe('a client that failed to start', () => {
  it('can be registered again under its name', async () => {
    const app = await NestFactory.createApplicationContext(class Root {}, { logger: false });
    const loader = app.get(LazyModuleLoader);
    const load = (options: object) =>
      loader.load(() => SpotifyModule.forRoot({ ...credentials, ...options }));
    await expect(load({ timeout: -1 })).rejects.toThrow(SpotifyConfigError);
    const moduleRef = await load({ timeout: 1000 });
    expect(moduleRef.get(SpotifyAlbumsService)).toBeInstanceOf(SpotifyAlbumsService);
    await expect(load({ timeout: 2000 })).rejects.toThrow("is 'default' for two modules");
    await app.close();
  });
});
