import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { jest } from '@jest/globals';
import type { Document, OpenAPIBackend } from 'openapi-backend';
import { parse } from 'yaml';

/** Spotify's OpenAPI document lies beside the project, where there is one. */
const DOCUMENT = path.resolve('..', 'shared', 'spotify', 'openapi.yaml');

export const hasDocument = existsSync(DOCUMENT);

export function readDocument(): Document {
  return parse(readFileSync(DOCUMENT, 'utf8')) as Document;
}

/**
 * A router and validator over the document. The package's loader for references in other files is an ES module, which
 * jest cannot `require` before Node 24.9; the document has none, so that the loader is left out.
 */
export async function openApi(definition: Document): Promise<OpenAPIBackend> {
  const unused = () => undefined;
  jest.mock('@apidevtools/json-schema-ref-parser', () => ({
    __esModule: true,
    default: { parse: unused, dereference: unused, resolve: unused },
  }));
  const { OpenAPIBackend: Backend } = await import('openapi-backend');
  const api = new Backend({ definition, quick: true });
  await api.init();
  return api;
}
