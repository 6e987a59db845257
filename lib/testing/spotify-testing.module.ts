import { type DynamicModule, Module } from '@nestjs/common';
import type { SpotifyClientOptions } from '../options/spotify-module.options.js';
import { SpotifyModule } from '../spotify.module.js';
import { getSpotifyToken } from '../spotify.tokens.js';
import { clientOptions } from './client-options.js';
import { FakeSpotify } from './fake-spotify.js';
import type { FakeSpotifyOptions } from './fake-spotify.options.js';

/** Options of the fake and of `SpotifyModule`; the credentials may be left out. */
export interface SpotifyTestingOptions
  extends
    FakeSpotifyOptions,
    Omit<SpotifyClientOptions, 'apiUrl' | 'accountsUrl' | 'http' | 'quotaMode'> {
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
  /** The module and its fake, which is injectable as `FakeSpotify`. */
  static forRoot(options: SpotifyTestingOptions = {}): DynamicModule {
    const { name } = options;
    const fake = new FakeSpotify(options);
    const token = getSpotifyToken(FakeSpotify, name);
    return {
      module: SpotifyTestingModule,
      global: true,
      imports: [SpotifyModule.forRoot({ ...clientOptions(fake, options), name, isGlobal: true })],
      providers: [{ provide: token, useValue: fake }],
      exports: [token],
    };
  }
}
