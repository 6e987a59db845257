import type { OpenAPIBackend } from 'openapi-backend';
import { type QuotaMode, SpotifyForbiddenError, SpotifyUnavailableError } from 'nestjs-spotify';
import type { FakeRequestRecord } from 'nestjs-spotify/testing';
import { client } from '../support/client.js';
import { TestFake } from '../support/fake.js';
import { CALLS } from './calls.js';
import { describeWithDocument, openApi, readDocument } from '../support/openapi.js';

const MODES = ['development', 'extended'] as const;

/** Operations that no method requests, and why. */
const NO_METHOD: Readonly<Record<string, string>> = {
  'get-playlists-tracks':
    'playlists.items requests /playlists/{id}/items, which both quota modes have',
};

/** The document has the limits of development mode; extended apps may request larger pages of these. */
const LARGER_WHEN_EXTENDED = new Set(['search', 'get-an-artists-albums']);

/** Parameters that no method sends, and why. */
const NO_OPTION: Readonly<Record<string, string>> = {};

/** Methods that request fewer items than the largest page has: they look at five search results. */
const FIVE_ITEMS = new Set(['albums.findByUpc', 'tracks.findByIsrc']);

/** What a method does in a quota mode: its requests of the API, or that the mode has no such endpoint. */
interface Outcome {
  readonly requests: readonly FakeRequestRecord[];
  readonly isUnavailable: boolean;
}

/** In development mode a playlist's content is for its owner's token: the app's gets 403. */
const isForbidden = (method: string, quotaMode: QuotaMode) =>
  quotaMode === 'development' && method === 'playlists.items';

const outcomes = new Map<string, Promise<Outcome>>();

/** Calls each method once in each mode, whichever test is first to need it. */
function outcomeOf(method: string, quotaMode: QuotaMode): Promise<Outcome> {
  const key = `${method} ${quotaMode}`;
  const outcome = outcomes.get(key) ?? call(method, quotaMode);
  outcomes.set(key, outcome);
  return outcome;
}

async function call(method: string, quotaMode: QuotaMode): Promise<Outcome> {
  const fake = new TestFake({ quotaMode });
  const { catalog } = await client(fake);
  const isUnavailable = await CALLS[method]!(catalog).then(
    () => false,
    (error: unknown) => {
      if (isForbidden(method, quotaMode) && error instanceof SpotifyForbiddenError) return false;
      return error instanceof SpotifyUnavailableError || Promise.reject(error);
    },
  );
  if (isUnavailable) expect(fake.requests).toEqual([]);
  return { requests: fake.apiRequests(), isUnavailable };
}

/** The requests of every method in both modes. */
async function allRequests(): Promise<FakeRequestRecord[]> {
  const calls = MODES.flatMap((mode) => Object.keys(CALLS).map((name) => outcomeOf(name, mode)));
  return (await Promise.all(calls)).flatMap(({ requests }) => requests);
}

describeWithDocument('the requests', () => {
  let api: OpenAPIBackend;

  beforeAll(async () => {
    api = await openApi(readDocument());
  });

  describe.each(MODES)('in %s mode', (quotaMode) => {
    it.each(Object.keys(CALLS))('of %s are as the document describes them', async (method) => {
      const { requests, isUnavailable } = await outcomeOf(method, quotaMode);
      expect(isUnavailable && quotaMode === 'extended').toBe(false);
      expect(requests.length > 0).toBe(!isUnavailable);
      for (const request of requests) {
        expect(request.status).toBe(isForbidden(method, quotaMode) ? 403 : 200);
        const larger =
          quotaMode === 'extended' && LARGER_WHEN_EXTENDED.has(operationOf(api, request));
        const limit = FIVE_ITEMS.has(method) ? 5 : larger ? 50 : undefined;
        expect(problems(api, request, limit)).toEqual([]);
      }
    });
  });

  it('leave out no operation that an app token reaches', async () => {
    const reached = new Set((await allRequests()).map((request) => operationOf(api, request)));
    const missing = operations(api)
      .map(({ operationId }) => operationId)
      .filter((operation) => !reached.has(operation));
    expect(missing).toEqual(Object.keys(NO_METHOD));
  });

  it('leave out no parameter of them', async () => {
    const requests = await allRequests();
    const missing = operations(api)
      .filter(({ operationId }) => !(operationId in NO_METHOD))
      .flatMap(({ operationId, query }) => {
        const sent = requests.filter((request) => operationOf(api, request) === operationId);
        const names = new Set(sent.flatMap((request) => [...request.query.keys()]));
        return query.filter((name) => !names.has(name));
      });
    expect([...new Set(missing)]).toEqual(Object.keys(NO_OPTION));
  });
});

describe('the endpoint tables', () => {
  it('have a row for every method', async () => {
    const { catalog } = await client(new TestFake());
    const methods = Object.entries(catalog).flatMap(([resource, service]: [string, object]) =>
      Object.getOwnPropertyNames(Object.getPrototypeOf(service))
        .filter((method) => method !== 'constructor' && method !== 'pager')
        .map((method) => `${resource}.${method}`),
    );
    expect(methods.toSorted()).toEqual(Object.keys(CALLS).toSorted());
  });

  it.each(Object.keys(CALLS))('have what a call of %s needs to make a request', async (method) => {
    const { requests } = await outcomeOf(method, 'extended');
    expect(requests).not.toEqual([]);
  });
});

/** The operations that an app token reaches, and their query parameters. */
function operations(api: OpenAPIBackend) {
  return api.router
    .getOperations()
    .filter(({ method, path }) => method === 'get' && !/^\/me(\/|$)/.test(path))
    .map(({ operationId = '', parameters = [] }) => ({
      operationId,
      query: parameters.flatMap((each) =>
        'name' in each && each.in === 'query' ? [each.name] : [],
      ),
    }));
}

function operationOf(api: OpenAPIBackend, request: FakeRequestRecord): string {
  const operation = api.matchOperation(forBackend(request));
  if (!operation?.operationId) throw new Error(`no operation has GET ${request.path}`);
  return operation.operationId;
}

/** What the document has against a request: unknown parameters, and a page of another size than the largest, or `limit`. */
function problems(api: OpenAPIBackend, request: FakeRequestRecord, limit?: number): unknown[] {
  const sent = forBackend(request);
  const operation = api.matchOperation(sent);
  const known = new Map(
    (operation?.parameters ?? []).map((parameter) =>
      'name' in parameter ? [parameter.name, parameter.schema as { maximum?: number }] : ['', {}],
    ),
  );
  const unknown = Object.keys(sent.query)
    .filter((name) => !known.has(name))
    .map((name) => `${name} is not a parameter of ${operation?.operationId}`);
  const maximum = known.get('limit')?.maximum;
  const query = { ...sent.query };
  if (query['limit'] === String(limit)) query['limit'] = String(maximum);
  const page = query['limit'] ?? String(maximum);
  if (page !== String(maximum)) unknown.push(`limit is ${page}, the largest is ${maximum}`);
  return [...unknown, ...(api.validateRequest({ ...sent, query }).errors ?? [])];
}

function forBackend({ method, path, query, headers }: FakeRequestRecord) {
  return {
    method,
    path: path.replace(/^\/v1/, ''),
    query: Object.fromEntries(query),
    headers: { ...headers },
  };
}
