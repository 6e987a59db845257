import { SpotifyBadRequestError } from 'nestjs-spotify';
import { pageOf, offsetsOf, type ScriptedList } from './scripted-list.js';
import { client } from '../support/client.js';
import { json, ScriptedServer, sendJson } from '../support/scripted-server.js';

const ID = '4aawyAB9vmqN3uQ7FjRGTy';

async function start(list: ScriptedList) {
  const server = await ScriptedServer.start(json(({ target }) => pageOf(target, list)));
  const { catalog } = await client(server);
  return { pager: catalog.albums.tracks(ID), catalog, server };
}

const numbers = (length: number) => Array.from({ length }, (_, id) => ({ id }));

describe('toArray', () => {
  it.each([1, 2, 4, 30])(
    'collects every item in order, %i pages at a time',
    async (concurrency) => {
      const { pager, server } = await start({ length: 1230 });
      expect(await pager.toArray({ concurrency })).toEqual(numbers(1230));
      expect(offsetsOf(server).toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: 25 }, (_, n) => 50 * n),
      );
    },
  );

  it('keeps the order of the list when responses arrive in another order', async () => {
    const held: (() => void)[] = [];
    const server = await ScriptedServer.start(({ target }, response) => {
      const send = () => sendJson(response, pageOf(target, { length: 250 }));
      if (!target.searchParams.has('offset')) return send();
      held.push(send);
      if (held.length === 4) for (const each of held.toReversed()) each();
    });
    const { catalog } = await client(server);
    expect(await catalog.albums.tracks(ID).toArray()).toEqual(numbers(250));
  });

  it('has no more pages in flight than `concurrency` says', async () => {
    let waiting: (() => void)[] = [];
    let most = 0;
    const server = await ScriptedServer.start(
      json(async ({ target }) => {
        const page = pageOf(target, { length: 350 });
        if (page.offset === 0) return page;
        // No response is sent before three requests have arrived.
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          most = Math.max(most, waiting.length);
          if (waiting.length === 3) waiting = waiting.flatMap((go) => go() ?? []);
        });
        return page;
      }),
    );
    const { catalog } = await client(server);
    const items = await catalog.albums.tracks(ID).toArray({ concurrency: 3 });
    expect(items).toEqual(numbers(350));
    expect(most).toBe(3);
  });

  it.each([
    [0, 1],
    [5, 1],
    [50, 1],
    [51, 2],
    [100, 2],
    [199, 4],
    [100_000, 25],
  ])('requests no more pages than `max: %i` needs', async (max, pages) => {
    const { pager, server } = await start({ length: 1230 });
    expect(await pager.toArray({ max, concurrency: 10 })).toEqual(numbers(Math.min(max, 1230)));
    expect(server.apiUrls()).toHaveLength(pages);
  });

  it.each([
    ['is too large', { length: 120, total: 5000 }],
    ['is too small', { length: 620, total: 10 }],
    ['is not a number', { length: 620, total: 'many' }],
    ['is null', { length: 620, total: null }],
    ['comes with smaller pages than requested', { length: 620, page: 20 }],
  ])('collects every item, though the total %s', async (_, list) => {
    const { pager } = await start(list);
    expect(await pager.toArray({ concurrency: 5 })).toEqual(numbers(list.length));
  });

  it.each([
    ['grows', 100, 330],
    ['shrinks', 330, 120],
  ])('ends where the list ends, when it %s in the meantime', async (_, before, after) => {
    const list: ScriptedList = { length: before };
    const server = await ScriptedServer.start((request, response) => {
      sendJson(response, pageOf(request.target, list));
      list.length = after;
    });
    const { catalog } = await client(server);
    expect(await catalog.albums.tracks(ID).toArray()).toEqual(numbers(after));
    expect(server.apiUrls().length).toBeLessThanOrEqual(7);
  });

  it('skips no item when later pages are smaller than the first', async () => {
    const list: ScriptedList = { length: 400 };
    const server = await ScriptedServer.start((request, response) => {
      sendJson(response, pageOf(request.target, list));
      list.page = 30;
    });
    const { catalog } = await client(server);
    expect(await catalog.albums.tracks(ID).toArray({ concurrency: 3 })).toEqual(numbers(400));
  });

  it.each([{ max: -1 }, { max: Number.NaN }, { concurrency: 0 }, { concurrency: 1.5 }])(
    'refuses %j',
    async (options) => {
      const { pager, server } = await start({ length: 10 });
      await expect(pager.toArray(options)).rejects.toThrow(SpotifyBadRequestError);
      expect(server.apiUrls()).toEqual([]);
    },
  );
});

describe.each([
  ['development', 10],
  ['extended', 50],
] as const)('search in %s mode', (quotaMode, largest) => {
  async function search(list: ScriptedList) {
    const server = await ScriptedServer.start(
      json(({ target }) => ({ albums: pageOf(target, list), artists: pageOf(target, list) })),
    );
    const { catalog } = await client(server, { quotaMode });
    return { search: catalog.search, server };
  }

  it('gives the first 1,000 results, and requests none beyond them', async () => {
    const { search: found, server } = await search({ length: 5000 });
    const pager = found.albums('light');
    expect(await pager.toArray({ concurrency: 20 })).toEqual(numbers(1000));
    expect(server.apiUrls()).toHaveLength(1000 / largest);
    const ends = server
      .apiUrls()
      .map(
        ({ searchParams: query }) => Number(query.get('limit')) + Number(query.get('offset') ?? 0),
      );
    expect(Math.max(...ends)).toBe(1000);
  });

  it('requests a smaller last page where the ceiling is near', async () => {
    const { search: found, server } = await search({ length: 5000 });
    const items: unknown[] = [];
    for await (const item of found.artists('light', { limit: 7, offset: 985 })) items.push(item);
    expect(items).toHaveLength(15);
    expect(server.apiUrls().map(({ searchParams }) => searchParams.get('limit'))).toEqual([
      '7',
      '7',
      '1',
    ]);
  });

  it.each([
    [
      { limit: largest + 1 },
      `limit is ${largest + 1}; it takes 1 to ${largest}. That is the largest page of GET /search in`,
    ],
    [{ limit: 0 }, 'limit is 0'],
    [{ limit: 2.5 }, 'limit is 2.5'],
    [{ offset: 1000 }, 'offset is 1000; it takes a whole number from 0, below 1000'],
    [{ offset: -1 }, 'offset is -1'],
  ])('refuses %j before any request', async (options, message) => {
    const { search: found, server } = await search({ length: 10 });
    await expect(found.albums('light', options)).rejects.toThrow(message);
    await expect(found.query('light', ['album'], options)).rejects.toThrow(SpotifyBadRequestError);
    expect(server.apiUrls()).toEqual([]);
  });
});
