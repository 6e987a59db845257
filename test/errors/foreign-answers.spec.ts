import { SpotifyNotFoundError, SpotifyRateLimitError, SpotifyServerError } from 'nestjs-spotify';
import { barePeer, closeAll } from '../http/bare-peer.js';

afterEach(closeAll);

/** Proxies before Spotify write errors as RFC 6749 does: a text under `error`. */
describe("an API answer in the form of OAuth's errors is the API's", () => {
  it.each([
    [404, SpotifyNotFoundError],
    [429, SpotifyRateLimitError],
    [503, SpotifyServerError],
  ])('%i', async (status, kind) => {
    const spotify = await barePeer();
    const http = await spotify.client({ rateLimit: { maxWait: 0 } });
    spotify.answer = (_, response) =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'retry-after': '100' })
        .end('{"error":"not now"}');
    const error: unknown = await http.get('/x').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ status, spotifyMessage: 'not now', method: 'GET' });
  });
});
