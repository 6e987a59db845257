import { jest } from '@jest/globals';
import { MemoryStore, SpotifyBadRequestError, SpotifyConfigError } from 'nestjs-spotify';
import { client } from '../support/client.js';
import { ScriptedServer, sendJson } from '../support/scripted-server.js';

const id = (n: number) => String(n).padStart(22, '0');

/** A server whose objects are named after the language they were requested in. */
async function start(options: Parameters<typeof client>[1] = {}) {
  const server = await ScriptedServer.start((request, response) => {
    const name = request.headers['accept-language'] ?? 'none';
    const ids = request.target.searchParams.get('ids')?.split(',');
    const body = ids
      ? { tracks: ids.map((each) => ({ id: each, name })) }
      : { id: request.target.pathname.slice(-22), name };
    sendJson(response, body, 200, { 'cache-control': 'max-age=60' });
  });
  const { catalog, http } = await client(server, { cache: {}, ...options });
  const languages = () => server.apiRequests().map(({ headers }) => headers['accept-language']);
  return { server, catalog, http, languages };
}

describe('the option language', () => {
  it('is sent as Accept-Language: the call’s, or else the module’s', async () => {
    const { catalog, http, languages } = await start({ language: 'sv-SE, en;q=0.5' });
    expect(await catalog.albums.get(id(1))).toMatchObject({ name: 'sv-SE, en;q=0.5' });
    expect(await catalog.albums.get(id(1), { language: 'ja' })).toMatchObject({ name: 'ja' });
    await http.get('/markets', undefined, { language: 'de' });
    expect(languages()).toEqual(['sv-SE, en;q=0.5', 'ja', 'de']);
  });

  it('is not sent where none is given', async () => {
    const { catalog } = await start();
    expect(await catalog.albums.get(id(1))).toMatchObject({ name: 'none' });
  });

  it('keeps responses apart, in flight and in the cache', async () => {
    const { catalog, server } = await start();
    const all = ['sv', 'ja', undefined];
    for (let round = 0; round < 2; round += 1) {
      const found = await Promise.all(
        all.map((language) => catalog.albums.get(id(1), { language })),
      );
      expect(found.map(({ name }) => name)).toEqual(['sv', 'ja', 'none']);
    }
    expect(server.apiRequests()).toHaveLength(3);
  });

  it('keeps batches apart', async () => {
    const { catalog, server } = await start({ quotaMode: 'extended' });
    const found = await Promise.all(
      [1, 2, 3, 4].map((n) => catalog.tracks.get(id(n), { language: n % 2 ? 'sv' : 'ja' })),
    );
    expect(found.map(({ name }) => name)).toEqual(['sv', 'ja', 'sv', 'ja']);
    expect(server.apiRequests()).toHaveLength(2);
    const many = await catalog.tracks.getMany([id(5), id(6)], { language: 'fi' });
    expect(many.map((track) => track?.name)).toEqual(['fi', 'fi']);
  });

  it('keeps responses apart in a shared store', async () => {
    const responses = new MemoryStore();
    const set = jest.spyOn(responses, 'set');
    const { catalog } = await start({ shared: { responses } });
    await catalog.albums.get(id(1), { language: 'sv' });
    await catalog.albums.get(id(1), { language: 'ja' });
    expect(new Set(set.mock.calls.map(([key]) => key)).size).toBe(2);
  });

  it.each(['', 'svenska språket', 'sv\r\nX-Evil: 1', 'sv,,en', 'sv;q=2', 7])(
    'is refused when it is %j',
    async (language) => {
      const { catalog, server } = await start();
      const call = catalog.albums.get(id(1), { language: language as string });
      await expect(call).rejects.toThrow(SpotifyBadRequestError);
      expect(server.requests).toEqual([]);
      await expect(start({ language: language as string })).rejects.toThrow(SpotifyConfigError);
    },
  );
});
