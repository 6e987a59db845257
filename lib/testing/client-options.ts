import type { SpotifyModuleOptions } from '../options/spotify-module.options.js';
import type { FakeSpotify } from './fake-spotify.js';
import type { SpotifyTestingOptions } from './spotify-testing.module.js';

/** The options of a client over a fake: made-up credentials, the fake's addresses and adapter, and what the test asks for. */
export function clientOptions(
  fake: FakeSpotify,
  {
    name: _name,
    expiresIn: _expiresIn,
    latency: _latency,
    requestsPer30s: _limit,
    requestsPerDay: _budget,
    ...options
  }: SpotifyTestingOptions,
): SpotifyModuleOptions {
  return {
    ...options,
    clientId: options.clientId ?? 'fake-client-id',
    clientSecret: options.clientSecret ?? 'fake-client-secret',
    apiUrl: fake.apiUrl,
    accountsUrl: fake.accountsUrl,
    http: { adapter: fake.adapter },
  };
}
