import { AsyncLocalStorage } from 'node:async_hooks';
import { SpotifyNotFoundError, SpotifyForbiddenError } from 'nestjs-spotify';
import { client } from '../support/client.js';
import {
  ScriptedServer,
  sendJson,
  type ReceivedRequest,
  type Responder,
} from '../support/scripted-server.js';
import { until } from '../support/until.js';

const id = (n: number) => String(n).padStart(22, '0');
const ids = [1, 2, 3].map(id);
const [a = '', b = '', c = ''] = ids;

const RESOURCES = [
  'albums',
  'artists',
  'audiobooks',
  'chapters',
  'episodes',
  'shows',
  'tracks',
] as const;

const idsIn = ({ target }: ReceivedRequest) => target.searchParams.get('ids')?.split(',');
const lastSegment = ({ target }: ReceivedRequest) => target.pathname.split('/').at(-1) ?? '';

/** The endpoint of a single object responds with it, or as `alone` says; the batch endpoint responds as `batch` says. */
async function start(batch: Responder, alone: Responder = single) {
  const server = await ScriptedServer.start((request, response) =>
    (idsIn(request) ? batch : alone)(request, response),
  );
  const { catalog, http } = await client(server, {
    quotaMode: 'extended',
    market: 'GB',
    cache: {},
  });
  return { server, catalog, http, batches: () => server.apiRequests().filter(idsIn).length };
}

const single: Responder = (request, response) => sendJson(response, { id: lastSegment(request) });
const refuse =
  (status: number, body: unknown = { error: { status, message: 'Forbidden' } }): Responder =>
  (_, response) =>
    sendJson(response, body, status);

describe.each(RESOURCES)('%s.getMany', (resource) => {
  it.each([400, 403, 404])('requests ids one by one where the batch is a %i', async (status) => {
    const { catalog, batches } = await start(refuse(status));
    const found = await catalog[resource].getMany(ids);
    expect(found.map((each) => each?.id)).toEqual(ids);
    expect(batches()).toBe(1);
  });

  it.each([400, 404])('gives null for an id whose own request is a %i', async (status) => {
    const alone: Responder = (request, response) =>
      (lastSegment(request) === b ? refuse(status, '') : single)(request, response);
    const { catalog } = await start(refuse(400), alone);
    const found = await catalog[resource].getMany(ids);
    expect(found.map((each) => each?.id)).toEqual([a, undefined, c]);
    expect(found[1]).toBeNull();
  });

  it.each([
    ['in another order', [c, a, b]],
    ['with one of them twice', [a, a, c]],
    ['with one that was not requested', [a, id(9), c]],
    ['all of them not requested', [id(7), id(8), id(9)]],
    ['shifted by a null', [null, a, c]],
  ])('gives each id its own object when objects come %s', async (_, sent) => {
    const { catalog } = await start((_request, response) => {
      const objects = sent.map((each) => each && { id: each });
      sendJson(response, { [resource]: objects });
    });
    const found = await catalog[resource].getMany(ids);
    expect(found.map((each) => each?.id)).toEqual(ids);
  });
});

describe('joined gets', () => {
  it.each([400, 403, 404])('are sent one by one where the batch is a %i', async (status) => {
    const { catalog } = await start(refuse(status));
    const found = await Promise.all(ids.map((each) => catalog.tracks.get(each)));
    expect(found.map((each) => each.id)).toEqual(ids);
  });

  it('get their own objects, and cache nothing else, when objects come in another order', async () => {
    const { catalog, server } = await start((_, response) =>
      sendJson(response, { tracks: [{ id: c }, { id: id(9) }, { id: a }] }, 200, {
        'cache-control': 'max-age=60',
      }),
    );
    for (let round = 0; round < 2; round += 1) {
      const found = await Promise.all(ids.map((each) => catalog.tracks.get(each)));
      expect(found.map((each) => each.id)).toEqual(ids);
    }
    const alone = server.apiRequests().filter((request) => !idsIn(request));
    expect(alone.map(lastSegment)).toEqual([b]); // the others came with the batch, and all are cached
  });

  it('recognise a relinked track by the id that was requested', async () => {
    const relinked = { id: id(9), linked_from: { id: a }, name: 'relinked' };
    const { catalog, server } = await start((_, response) =>
      sendJson(response, { tracks: [{ id: id(9), name: 'itself' }, relinked, { id: b }] }),
    );
    const found = await Promise.all([a, id(9), b].map((each) => catalog.tracks.get(each)));
    expect(found).toMatchObject([{ name: 'relinked' }, { name: 'itself' }, { id: b }]);
    expect(server.apiRequests()).toHaveLength(1);
  });

  it('reject with the error of their own request where Spotify refuses that, too', async () => {
    const { catalog } = await start(refuse(403), refuse(403));
    const outcomes = await Promise.allSettled(ids.map((each) => catalog.tracks.get(each)));
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ reason: expect.any(SpotifyForbiddenError) });
    }
  });

  it('are not sent again for a refusal that would hold for each of them', async () => {
    for (const message of [
      'Active premium subscription required for the owner of the app.',
      'Invalid market code',
    ]) {
      const status = message.startsWith('Active') ? 403 : 400;
      const { catalog, server } = await start(refuse(status, { error: { status, message } }));
      await expect(catalog.tracks.getMany(ids)).rejects.toMatchObject({ status, attempts: 1 });
      expect(server.apiRequests()).toHaveLength(1);
    }
  });

  it('reject with a 404 for an id for which the batch holds null', async () => {
    const { catalog, server } = await start((_, response) =>
      sendJson(response, { tracks: [{ id: a }, null, { id: c }] }),
    );
    const outcomes = await Promise.allSettled(ids.map((each) => catalog.tracks.get(each)));
    expect(outcomes[1]).toMatchObject({ reason: expect.any(SpotifyNotFoundError) });
    expect(server.apiRequests()).toHaveLength(1);
  });
});

describe('getMany', () => {
  it('sends as many requests at once as the option concurrency allows', async () => {
    const waiting: (() => void)[] = [];
    const server = await ScriptedServer.start((request, response) => {
      waiting.push(() => sendJson(response, { id: lastSegment(request) }));
    });
    const { catalog } = await client(server, { concurrency: 50 });
    const many = Array.from({ length: 1000 }, (_, n) => id(n));
    const found = catalog.tracks.getMany(many);
    for (let round = 0; round < 1000 / 50; round += 1) {
      await until(() => waiting.length === 50);
      for (const respond of waiting.splice(0)) respond();
    }
    expect((await found).map((track) => track?.id)).toEqual(many);
  });

  it.each([
    [[a, 'x'], 'ids[1]: "x" is not a valid track id'],
    [[null, a], 'ids[0]: null is not a valid track id'],
    [[a, b, undefined], 'ids[2]: undefined is not a valid track id'],
    [[a, `spotify:album:${a}`], 'ids[1]: "spotify:album:'],
  ])('names the bad id of %j and its index', async (list, message) => {
    const { catalog, server } = await start(refuse(500));
    const call = catalog.tracks.getMany(list as string[]);
    await expect(call).rejects.toThrow(message);
    await expect(call).rejects.toMatchObject({ attempts: 0 });
    expect(server.requests).toEqual([]);
  });

  it('rejects with an error that is not about an id', async () => {
    const { catalog } = await start(refuse(404), refuse(403));
    await expect(catalog.tracks.getMany(ids)).rejects.toThrow(SpotifyForbiddenError);
  });
});

describe('gets that join a batch', () => {
  it.each([400, 403, 404])(
    'are each sent in the async context of its caller where the batch is a %i',
    async (status) => {
      const users = new AsyncLocalStorage<string>();
      const { catalog, http, server } = await start(refuse(status));
      http.axiosRef.interceptors.request.use((config) => {
        config.headers.set('X-User', users.getStore());
        return config;
      });
      await Promise.all(ids.map((each) => users.run(each, () => catalog.tracks.get(each))));
      const alone = server.apiRequests().filter((request) => !idsIn(request));
      expect(alone.map(lastSegment).toSorted()).toEqual(ids);
      expect(alone.map(({ headers }) => headers['x-user'])).toEqual(alone.map(lastSegment));
    },
  );
});
