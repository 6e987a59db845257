import { type ConfigurableModuleAsyncOptions, type DynamicModule, Module } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { ApiClient } from './api/api.client.js';
import { SpotifyBearerInterceptor } from './api/bearer.interceptor.js';
import { ClientCredentialsGrant } from './auth/client-credentials.grant.js';
import { SpotifyAuthService } from './auth/spotify-auth.service.js';
import { CatalogBatches } from './catalog/catalog.batches.js';
import { CatalogClient } from './catalog/catalog.client.js';
import { QuotaSurface } from './catalog/quota-surface.js';
import { CATALOG_SERVICES } from './catalog/spotify-catalog.service.js';
import { SpotifyConfigError } from './errors/base.errors.js';
import { MemoryStore } from './options/memory.store.js';
import type { SpotifyModuleOptions } from './options/spotify-module.options.js';
import { SpotifyConfig } from './options/spotify.config.js';
import { SpotifyLimitStore } from './options/spotify-limit-store.js';
import { RESPONSE_STORE, SpotifyStore } from './options/spotify-store.js';
import { CircuitBreakers } from './pipeline/circuit-breakers.js';
import type { HttpLayer } from './pipeline/layer.js';
import { LAYERS } from './pipeline/layers.js';
import { RateLimits } from './pipeline/rate-limit/rate-limits.js';
import { HTTP_LAYERS, SpotifyHttpService } from './pipeline/spotify-http.service.js';
import { RetryPolicy } from './resilience/retry-policy.js';
import {
  CLIENT_NAME,
  CLIENT_OPTIONS,
  ConfigurableModuleClass,
  type SpotifyModuleExtras,
} from './spotify.module-definition.js';
import { SpotifyStatusService } from './status/spotify-status.service.js';
import { WireService } from './wire/wire.service.js';

/** A factory of options. What it injects is its own, as Nest has it. */
type Factory = (...args: never[]) => SpotifyModuleOptions | Promise<SpotifyModuleOptions>;

/** The names in a factory's result that are no options: TypeScript looks for those in object literals only. */
type UnknownOption<F extends Factory> = Exclude<
  Awaited<ReturnType<F>> extends infer Options
    ? Options extends unknown
      ? keyof Options
      : never
    : never,
  keyof SpotifyModuleOptions
>;

type AnyAsyncOptions = ConfigurableModuleAsyncOptions<SpotifyModuleOptions, 'createSpotifyOptions'>;

/**
 * What `forRootAsync()` takes: `useFactory`, `useClass` or `useExisting`, with `imports` and `inject`, and the extras. A
 * factory whose result has an unknown option does not compile.
 */
export type SpotifyModuleAsyncOptions<F extends Factory = Factory> = Omit<
  AnyAsyncOptions,
  'useFactory'
> &
  SpotifyModuleExtras & {
    useFactory?: F &
      ([UnknownOption<F>] extends [never] ? unknown : { unknownOption: UnknownOption<F> });
  };

/** Spotify's catalogue for a backend: one client with its own token, limits, cache and connections. */
@Module({
  providers: [
    {
      provide: SpotifyConfig,
      inject: [CLIENT_OPTIONS, CLIENT_NAME],
      useFactory: (options: SpotifyModuleOptions, name: string) => new SpotifyConfig(options, name),
    },

    // catalog: what you can ask
    CatalogClient,
    CatalogBatches,
    QuotaSurface,
    ...CATALOG_SERVICES,

    // status: what goes on in it
    SpotifyStatusService,

    // pipeline: how a request travels
    SpotifyHttpService,
    RateLimits,
    CircuitBreakers,
    ...LAYERS,
    {
      provide: HTTP_LAYERS,
      inject: [...LAYERS],
      useFactory: (...layers: HttpLayer[]) => layers.filter(({ disabled }) => !disabled),
    },
    {
      provide: RESPONSE_STORE,
      inject: [CLIENT_OPTIONS],
      useFactory: ({ shared }: SpotifyModuleOptions) => shared?.responses,
    },
    {
      provide: SpotifyLimitStore,
      inject: [CLIENT_OPTIONS],
      useFactory: ({ shared }: SpotifyModuleOptions) => shared?.limits,
    },
    {
      provide: RetryPolicy,
      inject: [SpotifyConfig],
      useFactory: ({ retry }: SpotifyConfig) => new RetryPolicy(retry),
    },

    // api: the Web API over axios
    ApiClient,
    SpotifyBearerInterceptor,

    // auth: who we are
    SpotifyAuthService,
    ClientCredentialsGrant,
    {
      provide: SpotifyStore,
      inject: [CLIENT_OPTIONS],
      useFactory: ({ shared }: SpotifyModuleOptions) => shared?.tokens ?? new MemoryStore(),
    },

    // wire: bytes
    WireService,
  ],
})
export class SpotifyModule extends ConfigurableModuleClass {
  /** The names of the clients that have started, by application. */
  private static readonly names = new WeakMap<ModulesContainer, Set<string>>();

  /**
   * Registers a client with the options given.
   *
   * @param options - the client's options, and the extras `name` and `isGlobal`
   * @throws SpotifyConfigError while the application starts, when an option is missing or wrong
   */
  static override forRoot(options: SpotifyModuleOptions & SpotifyModuleExtras): DynamicModule {
    return super.forRoot(options);
  }

  /**
   * Registers a client whose options come from a provider: `useFactory`, `useClass` or `useExisting`, with `imports` and
   * `inject`.
   *
   * @param options - where the options come from, and the extras `name`, `isGlobal` and `extraProviders`
   * @throws SpotifyConfigError while the application starts, when an option is missing or wrong
   */
  static override forRootAsync<F extends Factory>(
    options: SpotifyModuleAsyncOptions<F>,
  ): DynamicModule {
    return super.forRootAsync(options as AnyAsyncOptions);
  }

  /** The config is injected so that a client whose options are wrong, and did not start, does not take the name. */
  constructor(modules: ModulesContainer, { name }: SpotifyConfig) {
    super();
    const names = SpotifyModule.names.get(modules) ?? new Set();
    if (names.has(name)) {
      throw new SpotifyConfigError({
        option: 'name',
        problem:
          `is '${name}' for two modules of this app. Register a client once and import it with isGlobal: true or through ` +
          `a module of yours; give a second client a name of its own.`,
      });
    }
    SpotifyModule.names.set(modules, names.add(name));
  }
}
