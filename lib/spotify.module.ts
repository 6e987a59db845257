import { type DynamicModule, Inject, Module } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { ClientCredentialsGrant } from './auth/client-credentials.grant.js';
import { MemoryTokenStore } from './auth/memory.token.store.js';
import { SpotifyAuthService } from './auth/spotify-auth.service.js';
import { SpotifyTokenStore } from './auth/spotify-token.store.js';
import { CatalogClient } from './catalog/catalog.client.js';
import { CATALOG_SERVICES } from './catalog/spotify-catalog.service.js';
import { RetryPolicy } from './core/retry.policy.js';
import { SpotifyConfigError } from './errors/spotify-config.error.js';
import { SpotifyResponseStore } from './http/cache/spotify-response.store.js';
import type { HttpLayer } from './http/http.layer.js';
import { LAYERS } from './http/layers.js';
import { HTTP_LAYERS, SpotifyHttpService } from './http/spotify-http.service.js';
import type { SpotifyModuleOptions } from './options/spotify-module.options.js';
import { SpotifyConfig } from './options/spotify.config.js';
import {
  ASYNC_OPTIONS_TYPE,
  CLIENT_NAME,
  ConfigurableModuleClass,
  OPTIONS_TYPE,
  SPOTIFY_OPTIONS,
} from './spotify.module-definition.js';
import { BearerTokenSource, SpotifyBearerInterceptor } from './transport/bearer.interceptor.js';
import { SpotifyTransport } from './transport/spotify.transport.js';

/** Spotify's catalogue for a backend: one client with its own token, limits, cache and sockets. */
@Module({
  providers: [
    {
      provide: SpotifyConfig,
      inject: [SPOTIFY_OPTIONS, CLIENT_NAME],
      useFactory: (options: SpotifyModuleOptions, name: string) => new SpotifyConfig(options, name),
    },

    // the wire
    SpotifyTransport,
    SpotifyBearerInterceptor,
    { provide: BearerTokenSource, useExisting: SpotifyAuthService },

    // who we are
    SpotifyAuthService,
    ClientCredentialsGrant,
    {
      provide: SpotifyTokenStore,
      inject: [SPOTIFY_OPTIONS],
      useFactory: ({ shared }: SpotifyModuleOptions) => shared?.tokens ?? new MemoryTokenStore(),
    },

    // how a question travels
    SpotifyHttpService,
    ...LAYERS,
    {
      provide: HTTP_LAYERS,
      inject: [...LAYERS],
      useFactory: (...layers: HttpLayer[]) => layers.filter(({ idle }) => !idle),
    },
    {
      provide: SpotifyResponseStore,
      inject: [SPOTIFY_OPTIONS],
      useFactory: ({ shared }: SpotifyModuleOptions) => shared?.responses,
    },
    {
      provide: RetryPolicy,
      inject: [SpotifyConfig],
      useFactory: ({ retry }: SpotifyConfig) => new RetryPolicy(retry),
    },

    // what can be asked
    CatalogClient,
    ...CATALOG_SERVICES,
  ],
})
export class SpotifyModule extends ConfigurableModuleClass {
  private static readonly names = new WeakMap<ModulesContainer, Set<string>>();

  /**
   * Registers a client with options at hand.
   *
   * @throws SpotifyConfigError while the application starts, when an option is missing or wrong
   */
  static override forRoot(options: typeof OPTIONS_TYPE): DynamicModule {
    return super.forRoot(options);
  }

  /**
   * Registers a client whose options come from a provider: `useFactory`, `useClass` or `useExisting`, with `imports` and
   * `inject`.
   *
   * @throws SpotifyConfigError while the application starts, when an option is missing or wrong
   */
  static override forRootAsync(options: typeof ASYNC_OPTIONS_TYPE): DynamicModule {
    return super.forRootAsync(options);
  }

  constructor(modules: ModulesContainer, @Inject(CLIENT_NAME) name: string) {
    super();
    const names = SpotifyModule.names.get(modules) ?? new Set();
    if (names.has(name)) {
      throw new SpotifyConfigError(
        'name',
        `is '${name}' for two modules of this app. Register a client once and import it with isGlobal: true or through ` +
          `a module of yours; give a second client a name of its own.`,
      );
    }
    SpotifyModule.names.set(modules, names.add(name));
  }
}
