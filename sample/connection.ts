import type { SpotifyModuleOptions } from 'nestjs-spotify';
import { FakeSpotify, type FakeSpotifyOptions } from 'nestjs-spotify/testing';

/** Which Spotify a sample talks to. */
export interface Connection {
  readonly options: SpotifyModuleOptions;
  /** In words, for people. */
  readonly name: string;
  /** The embedded fake; `undefined` for the real Spotify. */
  readonly fake?: FakeSpotify;
  close(): Promise<void>;
}

/** The real Spotify where both credentials are given, and else a fake one in this process. */
export async function connect(
  clientId?: string,
  clientSecret?: string,
  fakeOptions?: FakeSpotifyOptions,
): Promise<Connection> {
  if (Boolean(clientId) !== Boolean(clientSecret)) {
    const missing = clientId ? 'SPOTIFY_CLIENT_SECRET' : 'SPOTIFY_CLIENT_ID';
    throw new Error(`${missing} is not set. Set both credentials, or none for the embedded fake.`);
  }
  if (clientId && clientSecret) {
    const options = { clientId, clientSecret };
    return { options, name: 'the real Spotify', close: async () => {} };
  }
  const fake = await FakeSpotify.listen(fakeOptions);
  const { apiUrl, accountsUrl } = fake;
  return {
    options: { clientId: 'fake-id', clientSecret: 'fake-secret', apiUrl, accountsUrl },
    name: 'the embedded fake Spotify',
    fake,
    close: () => fake.close(),
  };
}
