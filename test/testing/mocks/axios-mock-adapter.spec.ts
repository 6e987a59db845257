import { create } from 'axios';
import MockAdapter from 'axios-mock-adapter';
import { ALBUM, ID, MISSING, start, TOKEN } from './spotify-mock.js';

// Its types are axios' CommonJS ones, which TypeScript holds for others than those of axios' ES modules: hence `as never`.
describe('axios-mock-adapter', () => {
  it('sees both requests as the adapter of the option http', async () => {
    const mock = new MockAdapter(create() as never);
    mock.onPost('https://accounts.spotify.com/api/token').reply(200, TOKEN);
    mock.onGet(`/albums/${ID}`).reply(200, ALBUM);
    mock.onGet().reply(404, MISSING);
    const { albums } = await start({ http: { adapter: mock.adapter() } });
    expect(await albums.get(ID)).toEqual(ALBUM);
    await expect(albums.get('0'.repeat(22))).rejects.toMatchObject({ status: 404 });
    expect(mock.history['post']).toHaveLength(1);
  });

  it("sees the API's requests on axiosRef, with a token given", async () => {
    const { albums, http: spotify } = await start({ accessToken: 'given' });
    const mock = new MockAdapter(spotify.axiosRef as never);
    mock.onGet(`/albums/${ID}`).reply(200, ALBUM);
    expect(await albums.get(ID)).toEqual(ALBUM);
    expect(mock.history['get']?.[0]?.headers?.['authorization']).toBe('Bearer given');
  });
});
