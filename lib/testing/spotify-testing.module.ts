import { type DynamicModule, Module } from '@nestjs/common';
import type { CommonOptions } from '../options/spotify-module.options.js';
import { SpotifyModule } from '../spotify.module.js';
import { getSpotifyToken } from '../spotify.tokens.js';
import { FakeSpotify } from './fake-spotify.js';
import type { FakeSpotifyOptions } from './fake-spotify.options.js';

/** Options of the fake and of `SpotifyModule`; the credentials may be left out. */
export interface SpotifyTestingOptions
  extends FakeSpotifyOptions, Omit<CommonOptions, 'apiUrl' | 'accountsUrl' | 'http' | 'quotaMode'> {
  /** The client's name, for apps with several; `getSpotifyToken(FakeSpotify, name)` is its fake. */
  name?: string;
}

/**
 * A global `SpotifyModule` over a `FakeSpotify` that needs no socket.
 *
 * @example
 * ```ts
 * const moduleRef = await Test.createTestingModule({
 *   imports: [SpotifyTestingModule.forRoot({ quotaMode: 'extended' }), AppFeatureModule],
 * }).compile();
 * moduleRef.get(FakeSpotify).rateLimitNext({ retryAfter: 2 });
 * ```
 */
@Module({})
export class SpotifyTestingModule {
  static forRoot(options: SpotifyTestingOptions = {}): DynamicModule {
    const { expiresIn, latency, requestsPer30s, requestsPerDay, ...moduleOptions } = options;
    const { clientId = 'fake-client-id', clientSecret = 'fake-client-secret' } = options;
    const fake = new FakeSpotify({
      ...moduleOptions,
      expiresIn,
      latency,
      requestsPer30s,
      requestsPerDay,
    });
    const token = getSpotifyToken(FakeSpotify, options.name);
    return {
      module: SpotifyTestingModule,
      global: true,
      imports: [
        SpotifyModule.forRoot({
          ...moduleOptions,
          clientId,
          clientSecret,
          apiUrl: fake.apiUrl,
          accountsUrl: fake.accountsUrl,
          http: { adapter: fake.adapter },
          isGlobal: true,
        }),
      ],
      providers: [{ provide: token, useValue: fake }],
      exports: [token],
    };
  }
}
