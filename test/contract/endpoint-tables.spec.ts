import type { OpenAPIBackend } from 'openapi-backend';
import { methodRows, type MethodRow } from '../support/endpoint-table.js';
import { describeWithDocument, openApi, readDocument } from '../support/openapi.js';
import { readMethodDocs } from './method-docs.js';

const rows = methodRows();
const docs = readMethodDocs();
const REFERENCE = 'https://developer.spotify.com/documentation/web-api/reference/';

describe("the services' endpoint tables", () => {
  it.each(rows)('agree with the documentation comment of $method', (row) => {
    const { see, deprecated = '', remarks = '' } = docs.get(row.method) ?? {};
    expect(see).toBe(REFERENCE + row.reference);
    expect(deprecated).toMatch(deprecation(row));
    expect(remarks).toMatch(remark(row));
  });
});

/** Editors strike through what is deprecated: only where nearly no app has it. */
function deprecation({ extended }: MethodRow): RegExp {
  return extended === 'former apps' ? /^Gone since 2024-11-27 for all apps but those/ : /^$/;
}

function remark({ development, extended }: MethodRow): RegExp {
  const isExtendedOnly = development === 'no' && extended !== 'former apps';
  return isExtendedOnly
    ? /^Extended quota only: gone in development mode since February 2026/
    : /^$/;
}

describeWithDocument('each row of the endpoint tables', () => {
  let api: OpenAPIBackend;

  beforeAll(async () => {
    api = await openApi(readDocument());
  });

  it.each(rows)('agrees with the OpenAPI document: $method', (row) => {
    const operation = api.router.getOperation(row.reference);
    const parameters = (operation?.parameters ?? []).flatMap((each) =>
      'name' in each ? [each] : [],
    );
    const ids = parameters.find(({ name }) => name === 'ids')?.schema;
    const [, most] =
      /Maximum: (\d+)/.exec((ids as { description?: string })?.description ?? '') ?? [];
    expect(row).toMatchObject({
      path: operation?.path.replace(/\{\w+\}/, '{id}'),
      limit: row.limit.endsWith(' ids') ? `${most} ids` : row.limit,
    });
    const isGone = row.development === 'no' || row.development === 'one by one';
    expect(isGone).toBe(operation?.deprecated ?? false);
    expect(parameters.map(({ name }) => name)).toEqual(expect.arrayContaining([...row.query]));
  });
});
