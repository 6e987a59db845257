import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { ALBUM, BASIC, ID, MISSING, start, TOKEN } from './spotify-mock.js';

describe('msw', () => {
  const seen: (string | null)[] = [];
  const server = setupServer(
    http.post('https://accounts.spotify.com/api/token', ({ request }) => {
      seen.push(request.headers.get('authorization'));
      return HttpResponse.json(TOKEN);
    }),
    http.get('https://api.spotify.com/v1/albums/:id', ({ request, params }) => {
      seen.push(request.headers.get('authorization'));
      return params['id'] === ID
        ? HttpResponse.json(ALBUM)
        : HttpResponse.json(MISSING, { status: 404 });
    }),
  );

  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterAll(() => server.close());

  it("sees both requests with axios' http adapter", async () => {
    const { albums } = await start({ http: { adapter: 'http' } });
    expect(await albums.get(ID)).toEqual(ALBUM);
    expect(seen).toEqual([BASIC, 'Bearer a-token']);
    await expect(albums.get('0'.repeat(22))).rejects.toMatchObject({ status: 404 });
  });
});
