import { once } from 'node:events';
import { SpotifyBadRequestError, SpotifyResponseError } from 'nestjs-spotify';
import { pageOf, offsetsOf, type ScriptedList } from './scripted-list.js';
import { client } from '../support/client.js';
import { json, ScriptedServer, sendJson } from '../support/scripted-server.js';

const ID = '4aawyAB9vmqN3uQ7FjRGTy';

async function start(list: ScriptedList) {
  const server = await ScriptedServer.start(json(({ target }) => pageOf(target, list)));
  const { catalog } = await client(server);
  return { catalog, server, pager: catalog.albums.tracks(ID, { market: 'SE' }) };
}

const numbers = (length: number, from = 0) => Array.from({ length }, (_, n) => ({ id: from + n }));

describe('a pager', () => {
  it('is a promise of its first page, which is requested once', async () => {
    const { pager, server } = await start({ length: 120 });
    const [page, again] = await Promise.all([pager, pager]);
    expect(page).toMatchObject({ items: numbers(50), total: 120, offset: 0 });
    expect(again).toBe(page);
    for await (const _ of pager.pages()) break;
    expect(server.apiUrls().map(({ search }) => search)).toEqual(['?market=SE&limit=50']);
  });

  it('sends no request until it is read', async () => {
    const { catalog, server } = await start({ length: 120 });
    await catalog.albums.get(ID);
    expect(server.apiUrls().map(({ pathname }) => pathname)).toEqual([`/v1/albums/${ID}`]);
  });

  it('walks every item, one page at a time, and requests each page with the options of the call', async () => {
    const { pager, server } = await start({ length: 120 });
    const items: unknown[] = [];
    for await (const item of pager) {
      items.push(item);
      expect(server.apiUrls()).toHaveLength(Math.ceil(items.length / 50));
    }
    expect(items).toEqual(numbers(120));
    expect(server.apiUrls().map(({ searchParams }) => searchParams.get('market'))).toEqual([
      'SE',
      'SE',
      'SE',
    ]);
  });

  it('walks pages, from the offset that is given', async () => {
    const { catalog, server } = await start({ length: 120 });
    const sizes: number[] = [];
    for await (const page of catalog.albums.tracks(ID, { offset: 90, limit: 20 }).pages()) {
      sizes.push(page.items.length);
    }
    expect(sizes).toEqual([20, 10]);
    expect(offsetsOf(server)).toEqual([90, 110]);
  });

  it('rejects with the error of its request, however it is read', async () => {
    const { catalog } = await start({ length: 1 });
    const pager = catalog.albums.tracks('nonsense');
    await expect(pager).rejects.toThrow(SpotifyBadRequestError);
    await expect(pager.toArray()).rejects.toThrow(SpotifyBadRequestError);
    await expect(pager.pages().next()).rejects.toThrow(SpotifyBadRequestError);
  });

  it.each([
    ['is not a list', { items: 'none' }],
    ['is missing', {}],
    ['is null', null],
  ])('rejects a page whose list %s', async (_, body) => {
    const { catalog } = await client(await ScriptedServer.start(json(() => body)));
    await expect(catalog.albums.tracks(ID)).rejects.toThrow(SpotifyResponseError);
  });

  it('keeps null entries in pages, skips them in items, and counts them in offsets', async () => {
    const list = { length: 120, item: (n: number) => (n % 3 === 0 ? null : { added_at: n }) };
    const { catalog, server } = await start(list);
    const pager = catalog.playlists.items(ID);
    const page = await pager;
    expect(page.items.filter((entry) => entry === null)).toHaveLength(17);
    expect(await pager.toArray()).toHaveLength(80);
    expect(offsetsOf(server)).toEqual([0, 50, 100]);
  });

  it('goes on after a page of nothing but null', async () => {
    const list = { length: 120, item: (n: number) => (n < 100 ? null : { added_at: n }) };
    const { catalog } = await start(list);
    expect(await catalog.playlists.items(ID).toArray({ max: 5 })).toHaveLength(5);
  });

  it.each([
    ['an empty page that has a next', { length: 50, total: 900, next: always('offset=50') }],
    ['a next that repeats itself', { length: 500, next: always('offset=0') }],
    ['a next that leads back', { length: 500, next: back }],
    ['a next without an offset', { length: 500, next: always('limit=50') }],
  ])('ends at %s', async (_, list) => {
    const walked = await start(list);
    const items: unknown[] = [];
    for await (const page of walked.pager.pages()) {
      expect(page.items).not.toEqual([]);
      items.push(...page.items);
    }
    const collected = await start(list);
    expect(await collected.pager.toArray()).toEqual(items);
    expect(items.length).toBeLessThanOrEqual(100);
    expect(walked.server.apiUrls().length).toBeLessThanOrEqual(3);
  });
});

/** The API's own address, with any offset. */
function always(query: string) {
  return () => `https://api.spotify.com/v1/albums/${ID}/tracks?${query}`;
}

function back(offset: number, next: string | null): string | null {
  return offset === 0 ? next : `https://api.spotify.com/v1/albums/${ID}/tracks?offset=10`;
}

describe("a page's next link", () => {
  it.each([
    ['another host', 'https://api.spotify.com.example/v1/albums'],
    ['another port', 'http://127.0.0.1:1/v1/albums'],
    ['a host in its credentials', 'https://api.spotify.com@example.com/v1/albums'],
    ['no host', '/v1/albums'],
    ['a file', 'file:///v1/albums'],
    ['a number', 42],
  ])('to %s is an error', async (_, link) => {
    const lists = [true, false].map(() =>
      start({
        length: 500,
        next: () => (typeof link === 'string' ? `${link}?offset=50` : link),
      }),
    );
    const [walked, collected] = await Promise.all(lists);
    const pages = walked!.pager.pages();
    await expect(pages.next().then(() => pages.next())).rejects.toThrow(SpotifyResponseError);
    await expect(collected!.pager.toArray()).rejects.toThrow('leads away from');
    expect(walked!.server.apiUrls()).toHaveLength(1);
    expect(collected!.server.apiUrls()).toHaveLength(1);
  });

  it('to another host is never requested', async () => {
    const evil = await ScriptedServer.start();
    const { pager } = await start({ length: 500, next: () => `${evil.apiUrl}/x?offset=50` });
    await expect(pager.toArray()).rejects.toThrow(SpotifyResponseError);
    expect(evil.requests).toEqual([]);
  });

  it.each([
    ['Spotify, where apiUrl is a proxy', /^http:\/\/[^/]+/, 'https://api.spotify.com'],
    ['Spotify without TLS', /^http:\/\/[^/]+/, 'http://api.spotify.com'],
    ['apiUrl with another scheme', /^http:/, 'https:'],
    ['apiUrl with an unknown scheme', /^http:/, 'spotify-http:'],
    ['another path', /\/v1\/[^?]*/, '/v2/lists'],
  ])(
    'to %s only gives the offset of the next request, which goes to apiUrl',
    async (_, part, replacement) => {
      const list: ScriptedList = { length: 120 };
      list.next = (_offset, next) => next?.replace(part, replacement) ?? null;
      const { pager, server } = await start(list);
      expect(await pager.toArray()).toHaveLength(120);
      expect(server.apiUrls().map(({ pathname }) => pathname)).toEqual(
        Array.from({ length: 3 }, () => `/v1/albums/${ID}/tracks`),
      );
    },
  );

  it.each(['', null, undefined])('that is %j ends the list', async (link) => {
    const { pager, server } = await start({ length: 120, next: () => link });
    expect(await pager.toArray()).toHaveLength(50);
    expect(server.apiUrls()).toHaveLength(1);
  });

  it('is quoted in the error by its host only, as it may echo the token', async () => {
    const link = 'https://example.com/token-1?offset=50&token=token-1#\u001b[31m';
    const { pager } = await start({ length: 120, next: () => link });
    const error: unknown = await pager.toArray().catch((reason: unknown) => reason);
    expect(String(error)).toMatch(/leads away from http:\S+ to example\.com and was not followed$/);
  });
});

describe('a signal', () => {
  it('stops a walk between pages', async () => {
    const { catalog, server } = await start({ length: 500 });
    const controller = new AbortController();
    const walk = async () => {
      for await (const { id } of catalog.albums.tracks(ID, controller)) {
        if (id === (49 as unknown)) controller.abort(new Error('enough'));
      }
    };
    await expect(walk()).rejects.toThrow('enough');
    expect(server.apiUrls()).toHaveLength(1);
  });

  it('stops a walk in the middle of a page', async () => {
    const controller = new AbortController();
    let closed: Promise<unknown> | undefined;
    const server = await ScriptedServer.start(({ target }, response) => {
      if (!target.searchParams.has('offset')) {
        return sendJson(response, pageOf(target, { length: 1000 }));
      }
      closed ??= once(response, 'close');
      controller.abort(new Error('enough'));
    });
    const { catalog } = await client(server);
    const pager = catalog.albums.tracks(ID, controller);
    await expect(pager.toArray({ concurrency: 3 })).rejects.toThrow('enough');
    await closed;
    expect(server.apiUrls().length).toBeLessThanOrEqual(4);
  });
});
