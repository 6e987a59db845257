import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { jest } from '@jest/globals';
import type { Document, OpenAPIBackend } from 'openapi-backend';
import { parse } from 'yaml';
import { describeUnless } from './describe-unless.js';

/** RFC 3339, which the document calls `date-time`. */
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

function unused(): undefined {}

/** Spotify's OpenAPI document is beside the project, where there is one. */
const DOCUMENT = path.resolve('..', 'shared', 'spotify', 'openapi.yaml');

/** `describe()` for tests that read the document; where there is none they are skipped, and their title says why. */
export function describeWithDocument(title: string, tests: () => void): void {
  const missing = !existsSync(DOCUMENT) && 'the OpenAPI document is not beside the project';
  describeUnless(missing, title, tests);
}

export function readDocument(): Document {
  return parse(readFileSync(DOCUMENT, 'utf8')) as Document;
}

/**
 * A router and validator over the document. The package's loader for references in other files is an ES module, which
 * jest cannot `require` before Node 24.9; the document has none, so that the loader is left out.
 */
export async function openApi(definition: Document): Promise<OpenAPIBackend> {
  jest.mock('@apidevtools/json-schema-ref-parser', () => ({
    __esModule: true,
    default: { parse: unused, dereference: unused, resolve: unused },
  }));
  const { OpenAPIBackend: Backend } = await import('openapi-backend');
  const api = new Backend({
    definition,
    quick: true,
    customizeAjv: (ajv) => ajv.addFormat('date-time', DATE_TIME),
  });
  await api.init();
  return api;
}
