import { Test } from '@nestjs/testing';
import type { OpenAPIBackend } from 'openapi-backend';
import { SpotifyCatalogService, SpotifyUnavailableError } from 'nestjs-spotify';
import { FakeSpotify, SpotifyTestingModule, type FakeRequestRecord } from 'nestjs-spotify/testing';
import { CALLS } from './calls.js';
import { describeWithDocument, openApi, readDocument } from '../support/openapi.js';

const MODES = ['development', 'extended'] as const;

/** Operations that no method asks, and why. */
const NO_METHOD: Readonly<Record<string, string>> = {
  'get-playlists-tracks': 'playlists.items asks /playlists/{id}/items, which both quota modes have',
};

/** The document has the limits of development mode; extended apps may ask for larger pages of these. */
const LARGER_WHEN_EXTENDED = new Set(['search', 'get-an-artists-albums']);

/** Parameters that no method sends, and why. */
const NO_OPTION: Readonly<Record<string, string>> = {
  fields: 'what is left out has no type, and a page without its next link cannot be walked',
};

/** What was asked: the query's parameters, by operation and by the method that asked. */
interface Asked {
  readonly method: string;
  readonly operation: string;
  readonly parameters: readonly string[];
}

describeWithDocument('the requests', () => {
  let api: OpenAPIBackend;
  const asked: Asked[] = [];

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
          asked.push({ method: name, operation, parameters: [...request.query.keys()] });
          const larger = quotaMode === 'extended' && LARGER_WHEN_EXTENDED.has(operation);
          expect(problems(api, request, larger ? 50 : undefined)).toEqual([]);
        }
        await moduleRef.close();
      },
    );
  });

  it('leave out no operation that an app token reaches', () => {
    const reached = new Set(asked.map(({ operation }) => operation));
    const missing = operations(api)
      .map(({ operationId }) => operationId)
      .filter((operation) => !reached.has(operation));
    expect(missing).toEqual(Object.keys(NO_METHOD));
  });

  it('leave out no parameter of them', () => {
    const missing = operations(api)
      .filter(({ operationId }) => !(operationId in NO_METHOD))
      .flatMap(({ operationId, query }) => {
        const sent = asked.filter(({ operation }) => operation === operationId);
        const names = new Set(sent.flatMap(({ parameters }) => parameters));
        return query.filter((name) => !names.has(name));
      });
    expect([...new Set(missing)]).toEqual(Object.keys(NO_OPTION));
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
    expect([...new Set(asked.map(({ method }) => method))].toSorted()).toEqual(methods.toSorted());
    await moduleRef.close();
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
    .filter((name) => !known.has(name))
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
