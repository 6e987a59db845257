import nock from 'nock';
import { ALBUM, BASIC, ID, MISSING, start, TOKEN } from './spotify-mock.js';

describe('nock', () => {
  beforeEach(() => {
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
  });

  afterEach(() => {
    nock.cleanAll();
    nock.enableNetConnect();
    nock.restore();
  });

  it("sees both requests with axios' http adapter", async () => {
    const accounts = nock('https://accounts.spotify.com', { reqheaders: { authorization: BASIC } });
    const api = nock('https://api.spotify.com', {
      reqheaders: { authorization: 'Bearer a-token' },
    });
    accounts.post('/api/token', 'grant_type=client_credentials').reply(200, TOKEN);
    api.get(`/v1/albums/${ID}`).query({ market: 'SE' }).reply(200, ALBUM);
    const { albums } = await start({ market: 'SE', http: { adapter: 'http' } });
    expect(await albums.get(ID)).toEqual(ALBUM);
    expect([accounts.isDone(), api.isDone()]).toEqual([true, true]);
  });

  it('makes a call fail as Spotify would', async () => {
    nock('https://accounts.spotify.com').post('/api/token').reply(200, TOKEN);
    nock('https://api.spotify.com').get(`/v1/albums/${ID}`).reply(404, MISSING);
    const { albums } = await start({ http: { adapter: 'http' } });
    await expect(albums.get(ID)).rejects.toMatchObject({ name: 'SpotifyNotFoundError' });
  });
});
