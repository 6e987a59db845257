import {
  SpotifyBadRequestError,
  SpotifyNetworkError,
  SpotifyNotFoundError,
  SpotifyResponseError,
  SpotifyServerError,
  SpotifyTimeoutError,
} from 'nestjs-spotify';
import { client } from '../support/client.js';
import { setClocksAhead } from '../support/clock.js';
import { json, ScriptedServer, sendJson } from '../support/scripted-server.js';
import { until } from '../support/until.js';

const ID = '4aawyAB9vmqN3uQ7FjRGTy';
const OTHER = '1301WleyT98MSxVHPZCA6M';
const retry = { attempts: 3, minDelay: 1, maxDelay: 2 };

let server: ScriptedServer;

beforeEach(async () => {
  server = await ScriptedServer.start();
});

const failed = (work: PromiseLike<unknown>) =>
  Promise.resolve(work).then(
    () => undefined,
    (error: unknown) => error,
  );

describe('an error names the request it is about', () => {
  it.each([
    ['no items', {}],
    ['items that are not a list', { items: 'none' }],
    ['an array in its place', []],
  ])('a page with %s', async (_, body) => {
    server.respond = json(() => body);
    const { catalog } = await client(server);
    const error = await failed(catalog.albums.tracks(ID, { market: 'SE', limit: 7 }));
    expect(error).toBeInstanceOf(SpotifyResponseError);
    const url = `${server.apiUrl}/albums/${ID}/tracks?market=SE&limit=7`;
    expect(error).toMatchObject({ method: 'GET', url, attempts: 1 });
  });

  it('a whole list that is missing', async () => {
    server.respond = json(() => ({ genres: null }));
    const { catalog } = await client(server, { quotaMode: 'extended' });
    expect(await failed(catalog.genres.seeds())).toMatchObject({
      method: 'GET',
      url: `${server.apiUrl}/recommendations/available-genre-seeds`,
      attempts: 1,
    });
  });

  it("a foreign next link: the page's own address, not the link's", async () => {
    const next = 'https://elsewhere.example/v1/albums?offset=50';
    const page = { items: [{ id: 1 }], total: 100, limit: 50, offset: 0, next };
    server.respond = json(() => page);
    const { catalog } = await client(server);
    const error = await failed(catalog.albums.tracks(ID).toArray());
    expect(error).toBeInstanceOf(SpotifyResponseError);
    const url = `${server.apiUrl}/albums/${ID}/tracks?limit=50`;
    expect(error).toMatchObject({ method: 'GET', url, attempts: 1 });
  });

  it('a shutdown during a grant: the POST to the token URL', async () => {
    server.respondToGrant = () => {};
    const { http, close } = await client(server);
    const call = failed(http.get('/markets'));
    await until(() => server.tokenRequests().length === 1);
    await Promise.all([close(), call]);
    expect(await call).toBeInstanceOf(SpotifyNetworkError);
    const url = `${server.accountsUrl}/api/token`;
    expect(await call).toMatchObject({ code: 'ESHUTDOWN', method: 'POST', url });
  });

  it('a shutdown while the credentials are awaited: the POST that was not sent yet', async () => {
    let isAsked = false;
    const credentials = () => {
      isAsked = true;
      return new Promise<never>(() => {});
    };
    const options = { clientId: undefined, clientSecret: undefined, credentials };
    const { http, close } = await client(server, options);
    const call = failed(http.get('/markets'));
    await until(() => isAsked);
    await close();
    const url = `${server.accountsUrl}/api/token`;
    expect(await call).toMatchObject({ code: 'ESHUTDOWN', method: 'POST', url, attempts: 0 });
  });

  it('input refused before any request: no URL, and no attempt', async () => {
    const { catalog } = await client(server);
    const error = await failed(catalog.albums.get('nonsense'));
    expect(error).toBeInstanceOf(SpotifyBadRequestError);
    expect(error).toMatchObject({ url: '', attempts: 0 });
  });
});

describe('attempts counts the requests sent', () => {
  const stale = { 'cache-control': 'max-age=1, must-revalidate', etag: '"1"' };

  it('through retries', async () => {
    server.respond = (_, response) => sendJson(response, {}, 503);
    const { http } = await client(server, { retry });
    const error = await failed(http.get('/markets'));
    expect(error).toBeInstanceOf(SpotifyServerError);
    expect(error).toMatchObject({ attempts: 3 });
    expect(server.apiRequests()).toHaveLength(3);
  });

  it('through a retry that fails in another way', async () => {
    server.respond = (_, response) =>
      sendJson(response, {}, server.apiRequests().length === 1 ? 503 : 404);
    const { http } = await client(server, { retry });
    const error = await failed(http.get('/markets'));
    expect(error).toBeInstanceOf(SpotifyNotFoundError);
    expect(error).toMatchObject({ attempts: 2 });
  });

  it('through a page that arrived at the second attempt', async () => {
    server.respond = (_, response) => {
      if (server.apiRequests().length === 1) sendJson(response, {}, 502);
      else sendJson(response, { items: null });
    };
    const { catalog } = await client(server, { retry });
    expect(await failed(catalog.albums.tracks(ID))).toMatchObject({ attempts: 2 });
  });

  it('through a batch, for each of its members, and through the requests that replace it', async () => {
    const { catalog } = await client(server, { quotaMode: 'extended' });
    server.respond = json(() => ({ albums: [null, null] }));
    const members = [catalog.albums.get(ID), catalog.albums.get(OTHER)].map(failed);
    for (const [n, error] of (await Promise.all(members)).entries()) {
      const url = `${server.apiUrl}/albums/${[ID, OTHER][n]}`;
      expect(error).toMatchObject({ name: 'SpotifyNotFoundError', url, attempts: 1 });
    }
    expect(server.apiRequests()).toHaveLength(1);
    server.respond = (_, response) => sendJson(response, {}, 400);
    const refused = [catalog.albums.get(ID), catalog.albums.get(OTHER)].map(failed);
    for (const error of await Promise.all(refused)) {
      expect(error).toMatchObject({ name: 'SpotifyBadRequestError', attempts: 2 });
    }
    expect(server.apiRequests()).toHaveLength(4);
  });

  it('through a revalidation that a deadline ends', async () => {
    const { http } = await client(server, { cache: { minTtl: 0 } });
    server.respond = (_, response) => sendJson(response, {}, 200, stale);
    await http.get('/markets');
    setClocksAhead(60);
    server.respond = () => {};
    const error = await failed(http.get('/markets', {}, { deadline: 1000 }));
    expect(error).toBeInstanceOf(SpotifyTimeoutError);
    const url = `${server.apiUrl}/markets`;
    expect(error).toMatchObject({ method: 'GET', url, attempts: 1 });
    expect(server.apiRequests()).toHaveLength(2);
  });

  it('through a revalidation that is retried', async () => {
    const { http } = await client(server, { cache: { minTtl: 0 }, retry });
    server.respond = (_, response) => sendJson(response, {}, 200, stale);
    await http.get('/markets');
    setClocksAhead(60);
    server.respond = (_, response) => sendJson(response, {}, 500);
    expect(await failed(http.get('/markets'))).toMatchObject({ status: 500, attempts: 3 });
  });

  it('through a 304 about another copy, after which the request is sent without conditions', async () => {
    const { http } = await client(server, { cache: { minTtl: 0 } });
    server.respond = (_, response) => sendJson(response, {}, 200, stale);
    await http.get('/markets');
    setClocksAhead(60);
    server.respond = ({ headers }, response) => {
      if (headers['if-none-match']) response.writeHead(304, { etag: '"other"' }).end();
      else sendJson(response, {}, 404);
    };
    expect(await failed(http.get('/markets'))).toMatchObject({ status: 404, attempts: 2 });
  });
});
