import {
  fetch,
  getGlobalDispatcher,
  MockAgent,
  Request,
  Response,
  setGlobalDispatcher,
} from 'undici';
import { ALBUM, BASIC, ID, start, TOKEN } from './spotify-mock.js';

describe("undici's MockAgent", () => {
  const before = getGlobalDispatcher();
  let agent: MockAgent;

  beforeEach(() => {
    agent = new MockAgent();
    agent.disableNetConnect();
    setGlobalDispatcher(agent);
  });

  afterEach(async () => {
    setGlobalDispatcher(before);
    await agent.close();
  });

  it("sees both requests with axios' fetch adapter over undici's fetch", async () => {
    agent
      .get('https://accounts.spotify.com')
      .intercept({ path: '/api/token', method: 'POST', headers: { authorization: BASIC } })
      .reply(200, TOKEN);
    agent
      .get('https://api.spotify.com')
      .intercept({ path: `/v1/albums/${ID}`, headers: { authorization: 'Bearer a-token' } })
      .reply(200, ALBUM);
    const { albums } = await start({
      http: { adapter: 'fetch', env: { fetch, Request, Response } as object },
    });
    expect(await albums.get(ID)).toEqual(ALBUM);
    agent.assertNoPendingInterceptors();
  });
});
