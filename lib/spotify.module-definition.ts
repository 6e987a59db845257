import { ConfigurableModuleBuilder, type InjectionToken, type Provider } from '@nestjs/common';
import { hideSecrets } from './options/hide-secrets.js';
import type { SpotifyModuleOptions } from './options/spotify-module.options.js';
import { SpotifyAuthService } from './auth/spotify-auth.service.js';
import { CATALOG_SERVICES } from './catalog/spotify-catalog.service.js';
import { SpotifyHttpService } from './pipeline/spotify-http.service.js';
import { SpotifyStatusService } from './status/spotify-status.service.js';
import { DEFAULT_CLIENT, getSpotifyToken } from './spotify.tokens.js';

/** What `forRoot()` and `forRootAsync()` take besides the options of the client. */
export interface SpotifyModuleExtras {
  /** Tells several clients in one app apart; see `InjectSpotify()`. */
  name?: string | undefined;
  /** Makes the providers visible everywhere without an import. Default `false`. */
  isGlobal?: boolean | undefined;
  /** Providers that the options factory needs. */
  extraProviders?: Provider[] | undefined;
}

/**
 * Injection token of the options as they were given, or as the factory made them; `getSpotifyToken(SPOTIFY_OPTIONS, name)`
 * is that of a named client. Overriding it in a test keeps the factory from being run; see `overrideSpotify()`.
 */
export const SPOTIFY_OPTIONS = Symbol('SPOTIFY_OPTIONS');

/** How a client's own providers inject its options, whatever its name. */
export const CLIENT_OPTIONS = Symbol('SPOTIFY_CLIENT_OPTIONS');

/** Injection token of the client's name. */
export const CLIENT_NAME = Symbol('SPOTIFY_CLIENT_NAME');

/** Their defaults; Nest takes these names out of the options. */
const EXTRAS: SpotifyModuleExtras = {
  name: DEFAULT_CLIENT,
  isGlobal: false,
  extraProviders: [],
};

/** What a client gives to the modules that import it. */
const PUBLIC_PROVIDERS = [
  SpotifyAuthService,
  SpotifyHttpService,
  SpotifyStatusService,
  ...CATALOG_SERVICES,
];

export const { ConfigurableModuleClass } = new ConfigurableModuleBuilder<SpotifyModuleOptions>({
  optionsInjectionToken: CLIENT_OPTIONS,
})
  .setClassMethodName('forRoot')
  .setFactoryMethodName('createSpotifyOptions')
  .setExtras(EXTRAS, (definition, { name = DEFAULT_CLIENT, isGlobal, extraProviders }) => {
    const aliases = PUBLIC_PROVIDERS.map((provider) => ({
      provide: getSpotifyToken(provider, name),
      useExisting: provider,
    }));
    const named = name !== DEFAULT_CLIENT;
    const optionsToken = getSpotifyToken(SPOTIFY_OPTIONS, name);
    return {
      ...definition,
      global: isGlobal,
      providers: [
        ...(definition.providers ?? []).map((provider) => optionsProvider(provider, optionsToken)),
        { provide: CLIENT_OPTIONS, useExisting: optionsToken },
        ...(extraProviders ?? []),
        { provide: CLIENT_NAME, useValue: name },
        ...(named ? aliases : []),
      ],
      exports: aliases.map(({ provide }) => provide),
    };
  })
  .build();

/**
 * The provider of the options: under the client's own token, for Nest gives those of all clients the same one, and so
 * that what it provides hides its secrets when printed.
 */
function optionsProvider(provider: Provider, token: InjectionToken): Provider {
  if (typeof provider !== 'object' || provider.provide !== CLIENT_OPTIONS) return provider;
  if ('useValue' in provider) {
    return { provide: token, useValue: hideSecrets(provider.useValue as unknown) };
  }
  if (!('useFactory' in provider)) return { ...provider, provide: token };
  const { useFactory } = provider;
  return {
    ...provider,
    provide: token,
    useFactory: async (...args: unknown[]) => hideSecrets((await useFactory(...args)) as unknown),
  };
}
