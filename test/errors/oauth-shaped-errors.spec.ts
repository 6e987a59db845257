import { SpotifyNotFoundError, SpotifyRateLimitError, SpotifyServerError } from 'nestjs-spotify';
import { client } from '../support/client.js';
import { ScriptedServer } from '../support/scripted-server.js';

/** Proxies before Spotify write errors as RFC 6749 does: a text under `error`. */
describe("an API response in the shape of OAuth's errors is an error of the API", () => {
  it.each([
    [404, SpotifyNotFoundError],
    [429, SpotifyRateLimitError],
    [503, SpotifyServerError],
  ])('with status %i', async (status, kind) => {
    const server = await ScriptedServer.start();
    const { http } = await client(server, { rateLimit: { maxWait: 0 } });
    server.respond = (_, response) =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'retry-after': '100' })
        .end('{"error":"not now"}');
    const error: unknown = await http.get('/x').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ status, spotifyMessage: 'not now', method: 'GET' });
  });
});
