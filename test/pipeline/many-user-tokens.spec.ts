import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import * as fc from 'fast-check';
import {
  MemoryStore,
  type SpotifyCatalogService,
  SpotifyError,
  type SpotifyHttpService,
  SpotifyUnauthorizedError,
} from 'nestjs-spotify';
import { client } from '../support/client.js';
import { type ReceivedRequest, ScriptedServer, sendJson } from '../support/scripted-server.js';

const USERS = 50;
/** Users whose tokens are always refused. */
const REVOKED = new Set([7, 23]);
const CALLS_PER_RUN = 1000;
const RUNS = 10;
/** How many calls are in flight at once; what they leave in the cache is there for those after them. */
const CALLS_AT_ONCE = 50;

const ids = Array.from({ length: 8 }, (_, n) => `${n}aawyAB9vmqN3uQ7FjRGTy`);
const tokenOf = (user: number) => `a-token-of-user-${user}-that-nobody-else-may-see`;
const APP = 'the app';

/** Whose token it is, without the token in it. */
function owner(token: string): string {
  return /^token-\d+$/.test(token) ? APP : createHash('sha1').update(token).digest('hex');
}

const revoked = new Set([...REVOKED].map((user) => owner(tokenOf(user))));

/** Who makes a call: a user by number, or the app. */
type Caller = number | typeof APP;

interface Call {
  readonly caller: Caller;
  readonly kind: keyof typeof KINDS;
  readonly id: string;
  readonly cache: 'default' | 'reload' | 'no-store' | 'force-cache' | undefined;
  readonly language: string | undefined;
}

type Options = Pick<Call, 'cache' | 'language'> & { readonly accessToken: string | undefined };

/** Every way to GET: alone, batched, in pages, by a raw path. */
const KINDS = {
  get: ({ tracks }, _, { id }, options) => tracks.get(id, options),
  find: ({ tracks }, _, { id }, options) => tracks.find(id, options),
  getMany: ({ tracks }, _, { id }, options) =>
    tracks.getMany([id, ...ids.slice(0, 3)], { ...options, market: 'SE' }),
  list: ({ albums }, _, { id }, options) => albums.tracks(id, { ...options, limit: 2 }).toArray(),
  first: ({ albums }, _, { id }, options) => albums.tracks(id, options).first(),
  raw: (_, http, { id }, options) => http.get(`/me/tracks/${id}`, {}, options),
  me: (_, http, __, options) => http.get('/me', undefined, options),
} as const satisfies Record<
  string,
  (
    catalog: SpotifyCatalogService,
    http: SpotifyHttpService,
    call: Call,
    options: Options,
  ) => Promise<unknown>
>;

const calls: fc.Arbitrary<readonly Call[]> = fc.array(
  fc.record({
    caller: fc.oneof(
      { weight: 5, arbitrary: fc.nat(USERS - 1) },
      { weight: 1, arbitrary: fc.constant(APP) },
    ),
    kind: fc.constantFrom(...(Object.keys(KINDS) as (keyof typeof KINDS)[])),
    id: fc.constantFrom(...ids),
    cache: fc.constantFrom(undefined, undefined, 'default', 'reload', 'no-store', 'force-cache'),
    language: fc.constantFrom(undefined, undefined, 'sv'),
  }),
  { minLength: CALLS_PER_RUN, maxLength: CALLS_PER_RUN },
);

/** The same entity tag for everyone, so that a 304 confirms whatever it meets. */
const CACHING = [
  { 'cache-control': 'private, max-age=3600' },
  { 'cache-control': 'public, max-age=0', etag: '"same"', vary: 'Authorization' },
  {},
];

/** Responds with objects that name the owner of the token, now and then with a fault. */
function respondAtRandom(random: () => number) {
  return (request: ReceivedRequest, response: Parameters<typeof sendJson>[0]): void => {
    const { authorization = '', 'accept-language': language, ...headers } = request.headers;
    const mine = { owner: owner(authorization.replace('Bearer ', '')), type: 'track' };
    const fail = (status: number) => {
      const message = `for ${mine.owner}, who sent ${authorization}`;
      sendJson(response, { error: { status, message } }, status);
    };
    const respond = () => {
      const caching = CACHING[Math.floor(random() * CACHING.length)]!;
      if (headers['if-none-match'] && random() < 0.5) {
        response.writeHead(304, caching).end();
        return;
      }
      sendJson(response, bodyFor(request.target, mine, language), 200, caching);
    };
    const dice = random();
    if (revoked.has(mine.owner) || dice < 0.01) fail(401);
    else if (dice < 0.03) fail(500);
    else if (dice < 0.04) fail(404);
    else if (dice < 0.06) request.socket.destroy();
    else if (dice < 0.15) setTimeout(respond, 20 * random());
    else respond();
  };
}

function bodyFor({ pathname, searchParams }: URL, mine: object, language: string | undefined) {
  const object = (id: string | undefined) => ({ ...mine, id, language });
  const batch = searchParams.get('ids')?.split(',');
  if (batch) return { tracks: batch.map(object) };
  if (!pathname.startsWith('/v1/albums/')) return object(pathname.split('/').at(-1));
  const [limit, offset] = ['limit', 'offset'].map((name) => Number(searchParams.get(name) ?? 0));
  const next = offset! + limit! < 5 ? `https://api.invalid/?offset=${offset! + limit!}` : null;
  const items = ids.slice(offset, Math.min(5, offset! + limit!)).map(object);
  return { items, total: 5, limit, offset, next };
}

/** Whose objects, or whose error, an outcome is. */
function ownersIn(outcome: PromiseSettledResult<unknown>): readonly string[] {
  const text =
    outcome.status === 'fulfilled'
      ? JSON.stringify(outcome.value)
      : inspect(outcome.reason, { depth: 10 });
  return [...new Set(text.match(/the app|\b[0-9a-f]{40}\b/g) ?? [])];
}

/** What is wrong with the outcome of a call, if anything is. */
function problem(caller: Caller, outcome: PromiseSettledResult<unknown>): string | undefined {
  const self = caller === APP ? APP : owner(tokenOf(caller));
  if (ownersIn(outcome).some((name) => name !== self)) return `${caller} got another's`;
  const isRevoked = caller !== APP && REVOKED.has(caller);
  if (outcome.status === 'fulfilled') return isRevoked ? `${caller} got a value` : undefined;
  const error: unknown = outcome.reason;
  if (inspect(error, { depth: 10 }).includes('nobody-else'))
    return `the token of ${caller} in an error`;
  const isRight = error instanceof (isRevoked ? SpotifyUnauthorizedError : SpotifyError);
  return isRight ? undefined : `${caller} got ${String(error)}`;
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

it(`gives ${USERS} users and the app their own responses only, in ${RUNS * CALLS_PER_RUN} calls with faults`, async () => {
  jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
  const server = await ScriptedServer.start();
  let values = 0;
  let sent = 0;
  let stored = 0;
  await fc.assert(
    fc.asyncProperty(calls, fc.nat(), async (list, seed) => {
      server.respond = respondAtRandom(randomFrom(seed));
      server.requests.length = 0;
      const responses = new MemoryStore();
      const set = jest.spyOn(responses, 'set');
      const { catalog, http, close } = await client(server, {
        quotaMode: 'extended',
        cache: {},
        retry: { attempts: 3, minDelay: 1, maxDelay: 3 },
        shared: { responses },
      });
      for (let start = 0; start < list.length; start += CALLS_AT_ONCE) {
        const some = list.slice(start, start + CALLS_AT_ONCE);
        const outcomes = await Promise.allSettled(
          some.map((call) => {
            const { caller, cache, language, kind } = call;
            const accessToken = caller === APP ? undefined : tokenOf(caller);
            return KINDS[kind](catalog, http, call, { accessToken, cache, language });
          }),
        );
        expect(
          outcomes.map((outcome, n) => problem(some[n]!.caller, outcome)).filter(Boolean),
        ).toEqual([]);
        values += outcomes.filter(({ status }) => status === 'fulfilled').length;
      }
      await close();
      sent += server.apiRequests().length;
      stored += set.mock.calls.length;
      const shared = set.mock.calls.flat().join(' ');
      expect(shared).not.toMatch(/\b[0-9a-f]{40}\b|nobody-else/);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  // Most calls succeed, and the cache, the batches and the store are used.
  expect(values).toBeGreaterThan(0.8 * RUNS * CALLS_PER_RUN);
  expect(sent).toBeLessThan(1.5 * RUNS * CALLS_PER_RUN);
  expect(stored).toBeGreaterThan(0);
}, 180_000);
