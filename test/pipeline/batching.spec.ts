import { getEventListeners, getMaxListeners } from 'node:events';
import { jest } from '@jest/globals';
import {
  type SpotifyCatalogService,
  SpotifyNotFoundError,
  SpotifyResponseError,
  SpotifyServerError,
  SpotifyTimeoutError,
} from 'nestjs-spotify';
import type { FakeSpotifyOptions } from 'nestjs-spotify/testing';
import { client, type ClientOptions } from '../support/client.js';
import { setClocksAhead } from '../support/clock.js';
import { TestFake } from '../support/fake.js';
import { until } from '../support/until.js';

const UNKNOWN = '0'.repeat(22);
const HOUR = 3600;

describe('batching', () => {
  let fake: TestFake;
  let catalog: SpotifyCatalogService;

  async function start({
    quotaMode = 'extended',
    latency,
    ...options
  }: ClientOptions & FakeSpotifyOptions = {}) {
    fake = new TestFake({ quotaMode, latency, expiresIn: 1000 * HOUR });
    ({ catalog } = await client(fake, { cache: {}, ...options }));
  }

  /** How many ids each request named; 0 for a request of a single object. */
  const sizes = () =>
    fake.apiRequests().map(({ query }) => query.get('ids')?.split(',').length ?? 0);
  const tracks = (count: number, from = 0) =>
    Array.from({ length: count }, (_, n) => fake.catalog.trackId(from + n));
  const getEach = (ids: readonly string[], options = {}) =>
    Promise.all(ids.map((id) => catalog.tracks.get(id, options)));

  describe('of gets made in one turn of the event loop', () => {
    it('requests 1,000 tracks in 20 requests, with one token', async () => {
      await start({ cache: false });
      const ids = tracks(1000);
      const found = await getEach(ids);
      expect(found.map(({ id }) => id)).toEqual(ids);
      expect(sizes()).toEqual(Array.from({ length: 20 }, () => 50));
      expect(fake.requests.filter(({ service }) => service === 'accounts')).toHaveLength(1);
    });

    it('leaves no listener on a signal that outlives the call', async () => {
      await start({ cache: false });
      const { signal } = new AbortController();
      await getEach(tracks(60), { signal });
      expect(getEventListeners(signal, 'abort')).toEqual([]);
    });

    it('keeps to each endpoint’s limit', async () => {
      await start();
      const ids = Array.from({ length: 45 }, (_, n) => fake.catalog.albumId(n));
      await Promise.all(ids.map((id) => catalog.albums.get(id)));
      expect(sizes()).toEqual([20, 20, 5]);
    });

    it('requests a single id from its own endpoint', async () => {
      await start();
      await getEach(tracks(1));
      expect(fake.apiRequests().map(({ path }) => path)).toEqual([`/v1/tracks/${tracks(1)[0]}`]);
    });

    it('sends one batch per market', async () => {
      await start({ market: 'SE' });
      await Promise.all([getEach(tracks(3)), getEach(tracks(4), { market: 'JP' })]);
      expect(fake.apiRequests().map(({ query }) => query.get('market'))).toEqual(['SE', 'JP']);
      expect(sizes()).toEqual([3, 4]);
    });

    it('rejects only for the id that Spotify does not know', async () => {
      await start();
      const ids = [...tracks(2), UNKNOWN];
      const results = await Promise.allSettled(ids.map((id) => catalog.tracks.get(id)));
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
      const { reason } = results[2] as PromiseRejectedResult;
      expect(reason).toBeInstanceOf(SpotifyNotFoundError);
      expect(reason).toMatchObject({ url: `${fake.apiUrl}/tracks/${UNKNOWN}`, attempts: 1 });
      expect(sizes()).toEqual([3]);
    });

    it('rejects only for the members of a batch that fails', async () => {
      await start();
      fake.failNext();
      const results = await Promise.allSettled(tracks(60).map((id) => catalog.tracks.get(id)));
      const failed = results.map(({ status }) => status === 'rejected');
      expect(failed).toEqual(results.map((_, n) => n < 50));
      expect(results[0]).toMatchObject({ reason: { attempts: 1, status: 503 } });
    });

    it('requests ids one by one where Spotify refuses the batch, perhaps because of one of them', async () => {
      await start({ cache: false });
      const [one, other] = tracks(2);
      const refused = {
        status: 400,
        body: { error: { status: 400, message: 'Invalid base62 id' } },
      };
      fake.failNext({ ...refused, times: 2 }); // the batch, and then the first id alone
      const outcomes = await Promise.allSettled([
        catalog.tracks.get('z'.repeat(22)),
        catalog.tracks.get(one!),
        catalog.tracks.get(other!),
      ]);
      expect(outcomes).toMatchObject([
        { reason: { spotifyMessage: 'Invalid base62 id' } },
        { value: { id: one } },
        { value: { id: other } },
      ]);
      expect(sizes()).toEqual([3, 0, 0, 0]);
    });

    it.each([
      ['too few objects', { tracks: [null] }],
      ['no objects', {}],
    ])('rejects when the response has %s', async (_, body) => {
      await start();
      fake.failNext({ status: 200, body });
      await expect(getEach(tracks(2))).rejects.toThrow(SpotifyResponseError);
    });

    it('requests ids one by one where it is turned off, and in development mode', async () => {
      await start({ batching: false });
      await getEach(tracks(3));
      expect(sizes()).toEqual([0, 0, 0]);
      await start({ quotaMode: 'development' });
      await getEach(tracks(3));
      expect(sizes()).toEqual([0, 0, 0]);
    });

    it('leaves out a call with its own deadline', async () => {
      await start();
      await Promise.all([getEach(tracks(3)), getEach(tracks(1, 3), { deadline: 5000 })]);
      expect(sizes().toSorted((a, b) => a - b)).toEqual([0, 3]);
    });
  });

  describe('when callers abort', () => {
    const leave = new Error('left');

    it('goes on for the other callers', async () => {
      await start({ latency: 20 });
      const controller = new AbortController();
      const [gone, stays] = tracks(2).map((id, n) =>
        catalog.tracks.get(id, n === 0 ? controller : new AbortController()),
      );
      await until(() => fake.apiRequests().length === 1);
      controller.abort(leave);
      await expect(gone).rejects.toBe(leave);
      expect(await stays).toHaveProperty('id', tracks(2)[1]);
      expect(sizes()).toEqual([2]);
    });

    it('leaves out the ids of callers who aborted before it was sent', async () => {
      await start();
      const controller = new AbortController();
      const gone = catalog.tracks.get(tracks(1)[0]!, controller);
      const others = getEach(tracks(2, 1));
      controller.abort(leave);
      await expect(gone).rejects.toBe(leave);
      await others;
      expect(sizes()).toEqual([2]);
    });

    it('frees its slot once all have aborted', async () => {
      await start({ concurrency: 1 });
      await getEach(tracks(1, 9));
      fake.hangNext();
      const controllers = [new AbortController(), new AbortController()];
      const gone = tracks(2).map((id, n) => catalog.tracks.get(id, controllers[n]));
      const results = Promise.allSettled(gone);
      const later = catalog.tracks.get(tracks(1, 3)[0]!, { market: 'JP' });
      await new Promise(setImmediate);
      for (const controller of controllers) controller.abort(leave);
      const rejected = { status: 'rejected', reason: leave };
      expect(await results).toEqual([rejected, rejected]);
      expect(await later).toHaveProperty('id', tracks(1, 3)[0]);
    });
  });

  describe('of getMany', () => {
    it('requests each id once, in as few requests as possible', async () => {
      await start({ cache: false });
      const ids = [...tracks(120), UNKNOWN, ...tracks(5)];
      const found = await catalog.tracks.getMany(ids);
      expect(found.map((track) => track?.id ?? UNKNOWN)).toEqual(ids);
      expect(sizes()).toEqual([50, 50, 21]);
    });

    it('applies its deadline to all requests together', async () => {
      await start();
      await getEach(tracks(1, 200));
      fake.requests.length = 0;
      fake.hangNext({ times: 2 });
      const call = catalog.tracks.getMany(tracks(100), { deadline: 1000 });
      await expect(call).rejects.toThrow(SpotifyTimeoutError);
      await expect(call).rejects.toMatchObject({ attempts: 1 });
      expect(sizes()).toEqual([50, 50]);
    });

    it('applies each call’s own deadline', async () => {
      await start();
      const calls = [4000, 5000].map((deadline, n) =>
        catalog.tracks.getMany(tracks(2, 2 * n), { deadline }),
      );
      await Promise.all(calls);
      expect(sizes()).toEqual([2, 2]);
    });

    it('ends at once when it is aborted before it was sent', async () => {
      await start();
      const controller = new AbortController();
      const { signal } = controller;
      const call = catalog.tracks.getMany(tracks(2), { signal, deadline: 60_000 });
      controller.abort(new Error('left'));
      await expect(call).rejects.toThrow('left');
      expect(fake.apiRequests()).toHaveLength(0);
    });

    it('rejects an invalid deadline', async () => {
      await start();
      const call = catalog.tracks.getMany(tracks(2), { deadline: 0 });
      await expect(call).rejects.toThrow('deadline');
      expect(fake.apiRequests()).toHaveLength(0);
    });

    it('adds no more listeners to a signal than Node accepts without a warning', async () => {
      await start({ cache: false });
      const most: number[] = [];
      const add: EventTarget['addEventListener'] = Reflect.get(
        EventTarget.prototype,
        'addEventListener',
      );
      jest.spyOn(EventTarget.prototype, 'addEventListener').mockImplementation(function (
        this: EventTarget,
        ...given
      ) {
        add.apply(this, given);
        most.push(getEventListeners(this, given[0]).length - getMaxListeners(this));
      });
      const { signal } = new AbortController();
      await catalog.tracks.getMany(tracks(120), { signal, deadline: 5000 });
      expect(most.length).toBeGreaterThan(120);
      expect(Math.max(...most)).toBeLessThanOrEqual(0);
    });

    it('ends with its signal', async () => {
      await start();
      fake.hangNext({ times: 2 });
      const signal = AbortSignal.timeout(20);
      const call = catalog.tracks.getMany(tracks(100), { signal });
      await expect(call).rejects.toThrow('timeout');
    });
  });

  describe('over the cache', () => {
    it('requests no cached member again, whether it is requested alone or in a batch', async () => {
      await start();
      const [first] = await getEach(tracks(10));
      expect(await catalog.tracks.get(tracks(1)[0]!)).toBe(first);
      expect((await catalog.tracks.getMany(tracks(10)))[0]).toBe(first);
      expect(sizes()).toEqual([10]);
    });

    it('requests only the ids that are not fresh', async () => {
      await start();
      await catalog.tracks.getMany(tracks(30));
      await getEach(tracks(3, 30));
      const found = await catalog.tracks.getMany(tracks(80));
      expect(found.map((track) => track?.id)).toEqual(tracks(80));
      expect(sizes()).toEqual([30, 3, 47]);
    });

    it('revalidates stale members together', async () => {
      await start();
      await getEach(tracks(10));
      setClocksAhead(2 * HOUR);
      await getEach(tracks(10));
      await getEach(tracks(10));
      expect(sizes()).toEqual([10, 10]);
    });

    it('serves stale responses when a batch fails', async () => {
      await start();
      const found = await getEach(tracks(10));
      setClocksAhead(2 * HOUR);
      fake.failNext({ times: 2 });
      expect(await getEach(tracks(10))).toEqual(found);
      const more = await Promise.allSettled(tracks(11).map((id) => catalog.tracks.get(id)));
      expect(more.slice(0, 10)).toEqual(found.map((value) => ({ status: 'fulfilled', value })));
      expect((more[10] as PromiseRejectedResult).reason).toBeInstanceOf(SpotifyServerError);
    });

    it('does not use the ETag of the batch for its members', async () => {
      await start();
      await getEach(tracks(2));
      setClocksAhead(2 * HOUR);
      await getEach(tracks(1));
      expect(fake.apiRequests().at(-1)).toMatchObject({ status: 200 });
      expect(fake.apiRequests().at(-1)?.headers).not.toHaveProperty('if-none-match');
    });
  });
});
