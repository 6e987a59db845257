import { inspect } from 'node:util';
import { Test } from '@nestjs/testing';
import {
  MemoryStore,
  SPOTIFY_OPTIONS,
  SpotifyAuthService,
  SpotifyModule,
  type SpotifyModuleOptions,
} from 'nestjs-spotify';

const options = {
  clientId: 'the-id',
  clientSecret: 'hidden-secret',
  accessToken: { accessToken: 'hidden-token' },
  market: 'SE',
  http: {
    proxy: {
      host: 'proxy.invalid',
      port: 1,
      auth: { username: 'me', password: 'hidden-password' },
    },
    headers: { 'x-key': 'hidden-key' },
  },
  shared: { responses: Object.assign(new MemoryStore(), { url: 'redis://:hidden-url@redis' }) },
} satisfies SpotifyModuleOptions;

class OptionsFactory {
  createSpotifyOptions(): SpotifyModuleOptions {
    return options;
  }
}

describe('SPOTIFY_OPTIONS', () => {
  it.each([
    ['forRoot', () => SpotifyModule.forRoot(options)],
    ['useFactory', () => SpotifyModule.forRootAsync({ useFactory: () => options })],
    ['an async useFactory', () => SpotifyModule.forRootAsync({ useFactory: async () => options })],
    ['useClass', () => SpotifyModule.forRootAsync({ useClass: OptionsFactory })],
    ['frozen options', () => SpotifyModule.forRoot(Object.freeze({ ...options }))],
  ])('hides secrets when printed or copied: %s', async (_, register) => {
    const moduleRef = await Test.createTestingModule({ imports: [register()] }).compile();
    const given = moduleRef.get<typeof options>(SPOTIFY_OPTIONS);
    const printed = [
      inspect(given, { depth: Infinity }),
      JSON.stringify(given),
      JSON.stringify({ ...given, ...Object.assign({}, given) }),
      inspect(structuredClone(given)),
    ].join();
    expect(printed).toContain('SE');
    expect(printed).not.toContain('hidden');
    expect(inspect(moduleRef.get(SpotifyAuthService), { depth: Infinity })).not.toMatch(
      /hidden-(?:secret|token)/,
    );
    // Read by name, each is there.
    expect(given.clientSecret).toBe('hidden-secret');
    expect(given.http).toBe(options.http);
    expect((await moduleRef.get(SpotifyAuthService).getAccessToken()).accessToken).toBe(
      'hidden-token',
    );
    // The user's own object is not changed.
    expect(Object.keys(options)).toContain('clientSecret');
    await moduleRef.close();
  });

  it('still refuses an unknown option', async () => {
    const shared = { token: new MemoryStore() } as unknown as { tokens: MemoryStore };
    const start = Test.createTestingModule({
      imports: [SpotifyModule.forRoot({ clientId: 'id', clientSecret: 'secret', shared })],
    }).compile();
    await expect(start).rejects.toMatchObject({ option: 'shared.token' });
  });
});
