// Compares the public API, one entry at a time, with its record in etc/, and fails where they differ; `--write` records
// it anew. It reads the declarations in dist/.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { CompilerState, Extractor, ExtractorConfig } from '@microsoft/api-extractor';

const ROOT = path.join(import.meta.dirname, '..');
const packageJsonFullPath = path.join(ROOT, 'package.json');
const localBuild = process.argv.includes('--write');
const SILENT = { logLevel: 'none', addToApiReportFile: false };
/** What it would say beside our own lines. */
const QUIET = new Set([
  'console-api-report-copied',
  'console-api-report-created',
  'console-api-report-not-copied',
  'console-compiler-version-notice',
  'console-preamble',
]);

const { exports: entries } = JSON.parse(readFileSync(packageJsonFullPath, 'utf8'));
const configs = Object.keys(entries)
  .map((entry) => ({ entry, declarations: path.join(ROOT, 'dist', entry, 'index.d.ts') }))
  .filter(({ declarations }) => existsSync(declarations))
  .map(({ entry, declarations }) =>
    configFor(entry === '.' ? 'nestjs-spotify' : entry.slice('./'.length), declarations),
  );
// One program for all entries: reading the declarations of Nest takes longest.
const compilerState = CompilerState.create(configs[0], {
  additionalEntryPoints: configs.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath),
});

mkdirSync(path.join(ROOT, 'etc'), { recursive: true });
for (const config of configs) {
  const { apiReportChanged } = Extractor.invoke(config, {
    compilerState,
    localBuild,
    messageCallback: (message) => {
      if (QUIET.has(message.messageId)) message.logLevel = 'none';
    },
  });
  if (!apiReportChanged) continue;
  const report = path.relative(ROOT, config.reportFilePath);
  console.log(`${report}: ${localBuild ? 'written' : 'differs from the API'}`);
  if (!localBuild) process.exitCode = 1;
}
if (process.exitCode) {
  console.log('The public API has changed: `npm run api -- --write` records it, for review.');
}

function configFor(name, mainEntryPointFilePath) {
  const configObject = {
    projectFolder: ROOT,
    mainEntryPointFilePath,
    compiler: { tsconfigFilePath: path.join(ROOT, 'tsconfig.build.json') },
    apiReport: {
      enabled: true,
      reportFileName: `${name}.api.md`,
      reportFolder: path.join(ROOT, 'etc'),
      reportTempFolder: path.join(ROOT, 'docs/.examples'),
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    newlineKind: 'lf',
    messages: {
      // The comments are TypeDoc's to check, and TypeScript has compiled the code already.
      compilerMessageReporting: { default: SILENT },
      extractorMessageReporting: { default: SILENT },
      tsdocMessageReporting: { default: SILENT },
    },
  };
  return ExtractorConfig.prepare({
    configObject,
    packageJsonFullPath,
    configObjectFullPath: undefined,
  });
}
