import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '..');

/** The sources of what package.json exports. */
const entryPoints = Object.keys(
  JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).exports,
)
  .map((entry) => path.join(ROOT, 'lib', entry, 'index.ts'))
  .filter((file) => existsSync(file));

export default {
  entryPoints,
  tsconfig: path.join(ROOT, 'tsconfig.build.json'),
  plugin: [
    'typedoc-plugin-markdown',
    'typedoc-vitepress-theme',
    './.vitepress/injected-constructors.mjs',
  ],
  out: 'reference',
  docsRoot: '.',
  readme: 'none',
  name: 'Reference',
  disableSources: true,
  excludePrivate: true,
  excludeInternal: true,
  excludeExternals: true,
  hidePageHeader: true,
  hideBreadcrumbs: true,
  useCodeBlocks: true,
  expandObjects: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'list',
  treatWarningsAsErrors: true,
  treatValidationWarningsAsErrors: true,
  validation: { notExported: true, invalidLink: true, invalidPath: true, notDocumented: true },
  // What public types are made of: editors show them resolved.
  intentionallyNotExported: [
    'AbstractType',
    'ATTRIBUTES',
    'AnyAsyncOptions',
    'CamelCase',
    'Closable',
    'Factory',
    'MIN_TTL_DEFAULTS',
    'PlaylistWithItems',
    'ResponseHeaders',
    'SEARCH_TYPES',
    'Searchable',
    'TestingBuilder',
    'UnknownOption',
  ],
  // Properties of the models have the names of Spotify's JSON, which say enough for most.
  requiredToBeDocumented: [
    'Module',
    'Variable',
    'Function',
    'Class',
    'Interface',
    'TypeAlias',
    'Method',
    'Method',
    'Accessor',
  ],
};
