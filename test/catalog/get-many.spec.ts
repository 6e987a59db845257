import { getEventListeners, getMaxListeners } from 'node:events';
import { SpotifyBadRequestError } from 'nestjs-spotify';
import { client } from '../support/client.js';
import { TestFake } from '../support/fake.js';
import {
  json,
  type ReceivedRequest,
  ScriptedServer,
  sendJson,
} from '../support/scripted-server.js';
import { until } from '../support/until.js';

const UNKNOWN = '0'.repeat(22);

const artist = ({ target }: ReceivedRequest) => ({ id: target.pathname.slice(-22) });

describe.each(['development', 'extended'] as const)('getMany in %s mode', (quotaMode) => {
  async function start() {
    const fake = new TestFake({ quotaMode });
    const { catalog } = await client(fake);
    const tracks = (count: number) =>
      Array.from({ length: count }, (_, n) => fake.catalog.trackId(n));
    return { fake, catalog, tracks };
  }

  it.each([0, 1, 50, 51])('gives %i tracks, in order', async (count) => {
    const { catalog, fake, tracks } = await start();
    const found = await catalog.tracks.getMany(tracks(count));
    expect(found.map((track) => track?.id)).toEqual(tracks(count));
    expect(fake.apiRequests()).toHaveLength(
      quotaMode === 'extended' ? Math.ceil(count / 50) : count,
    );
  });

  it('gives 10,000 tracks', async () => {
    const { catalog, fake, tracks } = await start();
    const ids = tracks(10_000);
    const found = await catalog.tracks.getMany(ids);
    expect(found.map((track) => track?.id)).toEqual(ids);
    expect(fake.apiRequests()).toHaveLength(quotaMode === 'extended' ? 200 : 10_000);
  }, 60_000);

  it('gives null for unknown ids, and an object at each place of a repeated id', async () => {
    const { catalog, tracks } = await start();
    const [a = '', b = ''] = tracks(2);
    const ids = [b, UNKNOWN, a, b, `spotify:track:${a}`, `https://open.spotify.com/track/${b}`];
    const found = await catalog.tracks.getMany(ids);
    expect(found.map((track) => track?.id)).toEqual([b, undefined, a, b, a, b]);
    expect(found[1]).toBeNull();
  });

  it('sends no request when one of the ids is invalid', async () => {
    const { catalog, fake, tracks } = await start();
    const ids = [...tracks(3), 'nonsense'];
    await expect(catalog.tracks.getMany(ids)).rejects.toThrow(SpotifyBadRequestError);
    await expect(catalog.tracks.getMany('nonsense' as never)).rejects.toThrow('takes an array');
    expect(fake.apiRequests()).toHaveLength(0);
  });

  it('rejects with the error of its request', async () => {
    const { catalog, fake, tracks } = await start();
    fake.failNext({ status: 500 });
    await expect(catalog.tracks.getMany(tracks(60))).rejects.toMatchObject({ status: 500 });
  });

  it('gives shows without their episodes, while a get still gives a whole show', async () => {
    const { catalog, fake } = await start();
    const ids = [fake.catalog.showId(1), UNKNOWN, fake.catalog.showId(2)];
    const [found, ...whole] = await Promise.all([
      catalog.shows.getMany(ids, { market: 'SE' }),
      catalog.shows.get(ids[0]!, { market: 'SE' }),
      catalog.shows.get(ids[2]!, { market: 'SE' }),
    ]);
    expect(found.map((show) => show?.id)).toEqual([ids[0], undefined, ids[2]]);
    expect(found[1]).toBeNull();
    for (const show of whole) expect(show.episodes.items.length).toBeGreaterThan(0);
  });

  it('takes one signal for any number of ids, without a leak warning or a leftover listener', async () => {
    const { catalog, tracks } = await start();
    const { signal } = new AbortController();
    await catalog.tracks.getMany(tracks(120), { signal });
    // Node warns of a leak where there are more listeners than this, 10 at first.
    expect(getMaxListeners(signal)).toBe(Infinity);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('getMany', () => {
  const ids = Array.from({ length: 40 }, (_, n) => String(n).padStart(22, '0'));

  it('sends as many requests at once as the option concurrency allows', async () => {
    const server = await ScriptedServer.start();
    const { catalog } = await client(server, { concurrency: 32 });
    const respond: (() => void)[] = [];
    server.respond = (request, response) => {
      respond.push(() => sendJson(response, artist(request)));
    };
    const found = catalog.artists.getMany(ids);
    await until(() => respond.length === 32);
    server.respond = json(artist);
    for (const each of respond) each();
    expect((await found).map((each) => each?.id)).toEqual(ids);
  });

  it('needs no more round trips for 1,000 tracks in development mode than its concurrency makes necessary', async () => {
    const server = await ScriptedServer.start();
    const tracks = Array.from({ length: 1000 }, (_, n) => String(n).padStart(22, '0'));
    const { catalog } = await client(server, { quotaMode: 'development', cache: {} });
    const inFlight: (() => void)[] = [];
    let answered = 0;
    let roundTrips = 0;
    // As a server far away: all that are in flight at once get their responses together. With fewer it would wait for ever.
    server.respond = (request, response) => {
      inFlight.push(() => sendJson(response, artist(request)));
      if (inFlight.length < Math.min(64, tracks.length - answered)) return;
      answered += inFlight.length;
      roundTrips += 1;
      for (const respond of inFlight.splice(0)) respond();
    };
    const found = await catalog.tracks.getMany(tracks);
    expect(found.map((track) => track?.id)).toEqual(tracks);
    expect(roundTrips).toBe(Math.ceil(tracks.length / 64));
    expect(server.connections.most).toBeLessThanOrEqual(64);
  });

  it('sends no further request once one has failed', async () => {
    const server = await ScriptedServer.start((_, response) => sendJson(response, {}, 500));
    const { catalog } = await client(server, { concurrency: 16 });
    await expect(catalog.artists.getMany(ids)).rejects.toMatchObject({ status: 500 });
    expect(server.apiUrls().length).toBeLessThanOrEqual(16);
  });

  it('rejects a response whose list is shorter than the list of ids', async () => {
    const server = await ScriptedServer.start(json(() => ({ shows: [null] })));
    const { catalog } = await client(server, { quotaMode: 'extended' });
    await expect(catalog.shows.getMany(ids)).rejects.toThrow('an array of 40 under shows');
  });
});
