import { SpotifyConfigError } from '../errors/base.errors.js';
import { SPOTIFY_OPTIONS } from '../spotify.module-definition.js';
import { getSpotifyToken } from '../spotify.tokens.js';
import { clientOptions } from './client-options.js';
import { FakeSpotify } from './fake-spotify.js';
import type { SpotifyTestingOptions } from './spotify-testing.module.js';

/** What is used of Nest's `TestingModuleBuilder`; this entry does without `@nestjs/testing`. */
interface TestingBuilder<M> {
  overrideProvider(token: unknown): { useFactory(factory: { factory(): unknown }): unknown };
  compile(options?: never): Promise<M>;
}

/**
 * Puts a `FakeSpotify` under the app's own `SpotifyModule`: neither credentials nor its options factory are used. What
 * the factory would have given, such as `market` or `quotaMode`, is passed here.
 *
 * @param builder - `Test.createTestingModule({ imports: [AppModule] })`
 * @param options - `name` says which client, in an app with several: pass the builder on for the next one
 * @throws SpotifyConfigError from `builder.compile()`, when the app has no client of that name
 *
 * @example
 * ```ts
 * const { builder, fake } = overrideSpotify(Test.createTestingModule({ imports: [AppModule] }), { market: 'SE' });
 * const moduleRef = await builder.compile();
 * fake.rateLimitNext({ retryAfter: 2 });
 * ```
 */
export function overrideSpotify<B extends TestingBuilder<Closable>>(
  builder: B,
  options: SpotifyTestingOptions = {},
): { builder: B; fake: FakeSpotify } {
  const fake = new FakeSpotify(options);
  let used = false;
  builder.overrideProvider(getSpotifyToken(SPOTIFY_OPTIONS, options.name)).useFactory({
    factory: () => {
      used = true;
      return clientOptions(fake, options);
    },
  });
  // Nest ignores the override of a provider that does not exist: the test would talk to the real Spotify.
  const compile = builder.compile.bind(builder);
  builder.compile = async (...args) => {
    const moduleRef = await compile(...args);
    if (used) return moduleRef;
    await moduleRef.close();
    throw new SpotifyConfigError({ option: 'name', problem: missing(options.name) });
  };
  return { builder, fake };
}

interface Closable {
  close(): Promise<unknown>;
}

function missing(name: string | undefined): string {
  return name === undefined
    ? `is missing: the app has no SpotifyModule without a name. Give overrideSpotify() the name of the client it is for.`
    : `is '${name}', and the app has no SpotifyModule of that name. Give overrideSpotify() the one in forRoot() or forRootAsync().`;
}
