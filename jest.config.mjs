/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  // lib is a root too, so that files no test loads still count in the coverage.
  roots: ['<rootDir>/lib', '<rootDir>/test', '<rootDir>/sample'],
  testRegex: '/(?:test|sample)/.*[.](?:e2e-)?spec[.]ts$',
  testPathIgnorePatterns: ['/node_modules/', '/\\.snippets/', '/test/consumers/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^nestjs-spotify$': '<rootDir>/lib/index.ts',
    '^nestjs-spotify/(cache-manager|otel|redis|swagger|terminus|testing)$':
      '<rootDir>/lib/$1/index.ts',
    // './x.js' in our TypeScript means './x.ts'; everything in node_modules keeps its own './x.js'.
    '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1.ts'],
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        sourceMaps: 'inline',
      },
    ],
  },
  setupFiles: ['reflect-metadata'],
  restoreMocks: true,
  // Tests wait for states; this ends only those that hang, and a busy machine is slow.
  testTimeout: 30_000,
  collectCoverageFrom: ['lib/**/*.ts'],
  coverageProvider: 'babel',
  coverageReporters: ['text', 'lcov'],
  // jest's ESM mode keeps about 9 MB of heap a spec file: a worker is renewed before that hurts.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
  reporters: ['default', '<rootDir>/test/support/plain-reporter.mjs'],
};
