import { Test } from '@nestjs/testing';
import type { OpenAPIBackend } from 'openapi-backend';
import { SpotifyCatalogService, SpotifyUnavailableError } from 'nestjs-spotify';
import { FakeSpotify, SpotifyTestingModule, type FakeRequestRecord } from 'nestjs-spotify/testing';
import { CALLS } from './calls.js';
import { hasDocument, openApi, readDocument } from './openapi.js';

const MODES = ['development', 'extended'] as const;

/** Operations that no method asks, and why. */
const NO_METHOD: Readonly<Record<string, string>> = {
  'get-playlists-tracks': 'playlists.items asks /playlists/{id}/items, which both quota modes have',
};

/** The document has the limits of development mode; extended apps may ask for larger pages of these. */
const LARGER_WHEN_EXTENDED = new Set(['search', 'get-an-artists-albums']);

/** The document describes these by their prefix only. */
const TUNING = /^(?:min|max|target)_/;

/** Skips, visibly, where the document is missing. */
const withDocument = hasDocument ? describe : describe.skip;

withDocument("the requests, held against Spotify's OpenAPI document", () => {
  let api: OpenAPIBackend;
  const asked = new Map<string, Set<string>>();

  beforeAll(async () => {
    api = await openApi(readDocument());
  });

  describe.each(MODES)('in %s mode', (quotaMode) => {
    it.each(Object.keys(CALLS))(
      '%s asks an operation, as the document describes it',
      async (name) => {
        const moduleRef = await Test.createTestingModule({
          imports: [SpotifyTestingModule.forRoot({ quotaMode, cache: false })],
        }).compile();
        const fake = moduleRef.get(FakeSpotify);
        const refused = await CALLS[name]!(moduleRef.get(SpotifyCatalogService)).then(
          () => false,
          (error: unknown) =>
            error instanceof SpotifyUnavailableError || Promise.reject(error as Error),
        );
        expect(refused && quotaMode === 'extended').toBe(false);
        expect(fake.requests.length === 0).toBe(refused);
        const requests = fake.requests.filter(({ service }) => service === 'api');
        for (const request of requests) {
          expect(request.status).toBe(200);
          const operation = operationOf(api, request);
          note(asked, name, operation);
          const larger = quotaMode === 'extended' && LARGER_WHEN_EXTENDED.has(operation);
          expect(problems(api, request, larger ? 50 : undefined)).toEqual([]);
        }
        await moduleRef.close();
      },
    );
  });

  it('leave out no operation that an app token reaches', () => {
    const reached = new Set([...asked.values()].flatMap((operations) => Array.from(operations)));
    const missing = api.router
      .getOperations()
      .filter(({ method, path }) => method === 'get' && !path.startsWith('/me'))
      .map(({ operationId }) => operationId!)
      .filter((operation) => !reached.has(operation));
    expect(missing).toEqual(Object.keys(NO_METHOD));
  });

  it('come from every method, and every method asks', async () => {
    const moduleRef = await Test.createTestingModule({
      imports: [SpotifyTestingModule.forRoot()],
    }).compile();
    const methods = Object.entries(moduleRef.get(SpotifyCatalogService)).flatMap(
      ([resource, service]: [string, object]) =>
        Object.getOwnPropertyNames(Object.getPrototypeOf(service))
          .filter((method) => method !== 'constructor' && method !== 'pager')
          .map((method) => `${resource}.${method}`),
    );
    expect(methods.toSorted()).toEqual(Object.keys(CALLS).toSorted());
    expect([...asked.keys()].toSorted()).toEqual(methods.toSorted());
    await moduleRef.close();
  });
});

function note(asked: Map<string, Set<string>>, name: string, operation: string): void {
  asked.set(name, (asked.get(name) ?? new Set()).add(operation));
}

function operationOf(api: OpenAPIBackend, request: FakeRequestRecord): string {
  const operation = api.matchOperation(forBackend(request));
  if (!operation?.operationId) throw new Error(`no operation has GET ${request.path}`);
  return operation.operationId;
}

/** What the document has against a request: unknown parameters, and a page that is not the largest, too. */
function problems(api: OpenAPIBackend, request: FakeRequestRecord, largest?: number): unknown[] {
  const asked = forBackend(request);
  const operation = api.matchOperation(asked);
  const known = new Map(
    (operation?.parameters ?? []).map((parameter) =>
      'name' in parameter ? [parameter.name, parameter.schema as { maximum?: number }] : ['', {}],
    ),
  );
  const unknown = Object.keys(asked.query)
    .filter((name) => !known.has(name) && !TUNING.test(name))
    .map((name) => `${name} is no parameter of ${operation?.operationId}`);
  const maximum = known.get('limit')?.maximum;
  const query = { ...asked.query };
  if (query['limit'] === String(largest)) query['limit'] = String(maximum);
  const page = query['limit'] ?? String(maximum);
  if (page !== String(maximum)) unknown.push(`limit is ${page}, the largest is ${maximum}`);
  return [...unknown, ...(api.validateRequest({ ...asked, query }).errors ?? [])];
}

function forBackend({ method, path, query, headers }: FakeRequestRecord) {
  return {
    method,
    path: path.replace(/^\/v1/, ''),
    query: Object.fromEntries(query),
    headers: { ...headers },
  };
}
