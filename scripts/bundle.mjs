// Joins the modules that `nest build` has written to dist/ into few files, because Node takes longer to find and open a
// hundred small ones than to run them. Each entry of package.json's "exports" is written as an ES module and, in
// dist/commonjs/, as CommonJS, for what cannot load ES modules: Jest in a CommonJS app, and TypeScript before 5.8 under
// node16. Node itself loads the ES modules either way. What is not an entry's own is in one file that all entries share,
// so that a class is the same wherever it is imported from. Types stay in a file for each module.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rollup } from 'rollup';

const DIST = path.resolve('dist');
const COMMONJS = path.join(DIST, 'commonjs');

const { exports } = JSON.parse(await readFile('package.json', 'utf8'));
const entries = Object.keys(exports)
  .filter((entry) => entry !== './package.json')
  .map((entry) => path.join(entry, 'index'));
const folders = entries.map((entry) => path.join(DIST, path.dirname(entry), path.sep));
const isShared = (id) => !folders.some((folder) => folder !== `${DIST}/` && id.startsWith(folder));

/** Hands on the source maps of `nest build`, so that a stack trace leads to lib/. */
const sourceMaps = {
  name: 'source-maps',
  async load(id) {
    const [code, map] = await Promise.all([readFile(id, 'utf8'), readFile(`${id}.map`, 'utf8')]);
    return { code, map };
  },
};

const build = await rollup({
  input: Object.fromEntries(entries.map((entry) => [entry, path.join(DIST, `${entry}.js`)])),
  external: /^[^./]/,
  plugins: [sourceMaps],
  context: 'this', // of TypeScript's decorator helpers
  onLog(_level, { message }) {
    throw new Error(message);
  },
});
const output = {
  chunkFileNames: 'nestjs-spotify.js',
  manualChunks: (id) => (isShared(id) && id !== path.join(DIST, 'index.js') ? 'shared' : undefined),
};
const files = await readdir(DIST, { recursive: true });
for (const file of files.filter((name) => /\.js(?:\.map)?$/.test(name))) {
  await rm(path.join(DIST, file));
}
await build.write({ ...output, dir: DIST, format: 'es', sourcemap: true });
await build.write({
  ...output,
  dir: COMMONJS,
  format: 'cjs',
  interop: 'auto',
  entryFileNames: '[name].cjs',
  chunkFileNames: 'nestjs-spotify.cjs',
});

for (const file of files.filter((name) => name.endsWith('.d.ts'))) {
  const types = await readFile(path.join(DIST, file), 'utf8');
  const target = path.join(COMMONJS, file.replace(/\.d\.ts$/, '.d.cts'));
  await mkdir(path.dirname(target), { recursive: true });
  // A relative specifier names a file of ours, any other a package.
  await writeFile(target, types.replaceAll(/(['"]\.{1,2}\/[^'"]*)\.js(['"])/g, '$1.cjs$2'));
}
