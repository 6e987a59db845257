import { client } from './client.js';
import { startFake, TestFake } from './fake.js';
import { ScriptedServer, sendJson } from './scripted-server.js';
import { until } from './until.js';

describe('the test support', () => {
  it('runs a client over the fake, with sockets and without', async () => {
    for (const fake of [await startFake(), new TestFake()]) {
      const { catalog } = await client(fake);
      await catalog.albums.get(fake.catalog.albumId(0));
      expect(fake.apiRequests()).toHaveLength(1);
      expect(fake.tokenRequests()).toHaveLength(1);
    }
  });

  it('runs a client over a scripted server', async () => {
    const server = await ScriptedServer.start();
    const { http, close } = await client(server);
    server.respond = ({ target }, response) => sendJson(response, { path: target.pathname });
    expect(await http.get('/markets')).toEqual({ path: '/v1/markets' });
    expect(server.tokenRequests()[0]?.body).toBe('grant_type=client_credentials');
    await close();
    await until(() => server.connections.open === 0);
  });

  describe('closes', () => {
    let ofFile: ScriptedServer;
    const ofTests: ScriptedServer[] = [];

    beforeAll(async () => {
      ofFile = await ScriptedServer.start();
    });

    afterAll(async () => {
      for (const { url } of ofTests) await expect(fetch(url)).rejects.toThrow('fetch failed');
      expect((await fetch(ofFile.url)).status).toBe(200);
    });

    it('what a test opened when the test ends', async () => {
      const server = await ScriptedServer.start();
      ofTests.push(server);
      expect((await fetch(server.url)).status).toBe(200);
    });
  });
});
