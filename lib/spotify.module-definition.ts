import { ConfigurableModuleBuilder, type Provider } from '@nestjs/common';
import { hideSecrets } from './options/hide-secrets.js';
import type { SpotifyModuleOptions } from './options/spotify-module.options.js';
import { SpotifyAuthService } from './auth/spotify-auth.service.js';
import { CATALOG_SERVICES } from './catalog/spotify-catalog.service.js';
import { SpotifyHttpService } from './pipeline/spotify-http.service.js';
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

/** Injection token of the client's name. */
export const CLIENT_NAME = Symbol('SPOTIFY_CLIENT_NAME');

/** Their defaults; Nest takes these names out of the options. */
const EXTRAS: SpotifyModuleExtras = {
  name: DEFAULT_CLIENT,
  isGlobal: false,
  extraProviders: [],
};

/** What a client gives to the modules that import it. */
const PUBLIC_PROVIDERS = [SpotifyAuthService, SpotifyHttpService, ...CATALOG_SERVICES];

export const {
  ConfigurableModuleClass,
  MODULE_OPTIONS_TOKEN: SPOTIFY_OPTIONS,
  OPTIONS_TYPE,
  ASYNC_OPTIONS_TYPE,
} = new ConfigurableModuleBuilder<SpotifyModuleOptions>({
  optionsInjectionToken: Symbol('SPOTIFY_OPTIONS'),
})
  .setClassMethodName('forRoot')
  .setFactoryMethodName('createSpotifyOptions')
  .setExtras(EXTRAS, (definition, { name, isGlobal, extraProviders }) => {
    const aliases = PUBLIC_PROVIDERS.map((provider) => ({
      provide: getSpotifyToken(provider, name),
      useExisting: provider,
    }));
    const named = name !== DEFAULT_CLIENT;
    return {
      ...definition,
      global: isGlobal,
      providers: [
        ...(definition.providers ?? []).map(hidingSecrets),
        ...(extraProviders ?? []),
        { provide: CLIENT_NAME, useValue: name },
        ...(named ? aliases : []),
      ],
      exports: aliases.map(({ provide }) => provide),
    };
  })
  .build();

/** The provider of the options, so that what it provides hides its secrets when printed. */
function hidingSecrets(provider: Provider): Provider {
  if (typeof provider !== 'object' || provider.provide !== SPOTIFY_OPTIONS) return provider;
  if ('useValue' in provider)
    return { ...provider, useValue: hideSecrets(provider.useValue as unknown) };
  if (!('useFactory' in provider)) return provider;
  const { useFactory } = provider;
  return {
    ...provider,
    useFactory: async (...args: unknown[]) => hideSecrets((await useFactory(...args)) as unknown),
  };
}
