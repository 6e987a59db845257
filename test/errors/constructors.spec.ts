import {
  SpotifyApiError,
  type SpotifyApiErrorInit,
  SpotifyAuthError,
  type SpotifyAuthErrorInit,
  SpotifyBadRequestError,
  SpotifyConfigError,
  type SpotifyConfigErrorInit,
  SpotifyError,
  SpotifyForbiddenError,
  SpotifyNetworkError,
  type SpotifyNetworkErrorInit,
  SpotifyNotFoundError,
  SpotifyRateLimitError,
  type SpotifyRateLimitErrorInit,
  SpotifyRequestError,
  type SpotifyRequestErrorInit,
  SpotifyResponseError,
  type SpotifyResponseErrorInit,
  SpotifyServerError,
  type SpotifyServerErrorInit,
  SpotifyTimeoutError,
  type SpotifyTimeoutErrorInit,
  SpotifyUnauthorizedError,
  SpotifyUnavailableError,
  type SpotifyUnavailableErrorInit,
} from 'nestjs-spotify';
import * as library from 'nestjs-spotify';

const request = { method: 'GET', url: 'https://api.spotify.com/v1/albums/1', attempts: 2 };
const cause = new Error('why');
const of: SpotifyRequestErrorInit = { request, cause };
const retryAt = new Date('2030-01-01T00:00:00Z');
const api = (status: number) =>
  ({ ...of, status, spotifyMessage: 'no', hint: 'Do that' }) satisfies SpotifyApiErrorInit;

const auth: SpotifyAuthErrorInit = {
  ...of,
  status: 400,
  error: 'invalid_client',
  errorDescription: 'Invalid client secret',
  retryAt,
};
const config: SpotifyConfigErrorInit = { option: 'market', problem: 'is missing.', cause };
const limit: SpotifyRateLimitErrorInit = { ...api(429), retryAt };
const network: SpotifyNetworkErrorInit = { ...of, message: 'no response', code: 'ECONNRESET' };
const response: SpotifyResponseErrorInit = { ...of, message: 'not JSON', status: 200 };
const server: SpotifyServerErrorInit = { ...api(503), retryAt };
const timeout: SpotifyTimeoutErrorInit = { ...of, message: 'no response in time' };
const unavailable: SpotifyUnavailableErrorInit = {
  endpoint: 'GET /markets',
  quotaMode: 'development',
  substitute: 'Use a list of your own.',
};

/** Every error class as a user's test builds it, and the fields that it was built with. */
const BUILT: readonly (readonly [SpotifyError, object])[] = [
  [new SpotifyApiError(api(418)), api(418)],
  [new SpotifyAuthError(auth), auth],
  [new SpotifyBadRequestError(api(400)), api(400)],
  [new SpotifyConfigError(config), config],
  [new SpotifyForbiddenError(api(403)), api(403)],
  [new SpotifyNetworkError(network), network],
  [new SpotifyNotFoundError(api(404)), api(404)],
  [new SpotifyRateLimitError(limit), limit],
  [new SpotifyResponseError(response), response],
  [new SpotifyServerError(server), server],
  [new SpotifyTimeoutError(timeout), timeout],
  [new SpotifyUnauthorizedError(api(401)), api(401)],
  [new SpotifyUnavailableError(unavailable), unavailable],
];

describe('an error built by a test', () => {
  it.each(BUILT.map(([error, init]) => [error.name, error, init] as const))(
    'has the fields that it was built with: %s',
    (name, error, init) => {
      const { request: info, problem, message, ...fields } = init as Record<string, string>;
      expect(error).toMatchObject({ ...(info as object | undefined), ...fields });
      expect(error.message).toContain(problem ?? message ?? '');
      expect(error).toBeInstanceOf(SpotifyError);
      expect(error.constructor.name).toBe(name);
      expect(error instanceof SpotifyRequestError).toBe(info !== undefined);
    },
  );

  it('is tested for every error class that the library exports', () => {
    const abstract = ['SpotifyError', 'SpotifyRequestError'];
    const exported = Object.keys(library).filter((name) => /^Spotify\w*Error$/.test(name));
    expect([...abstract, ...BUILT.map(([{ name }]) => name)].toSorted()).toEqual(
      exported.toSorted(),
    );
  });

  it('needs no more than the request and the status of an API response', () => {
    const error = new SpotifyNotFoundError({ request, status: 404 });
    expect(error).toMatchObject({ ...request, status: 404, spotifyMessage: '', hint: undefined });
    expect(error.message).toContain(`GET ${request.url}`);
  });
});
