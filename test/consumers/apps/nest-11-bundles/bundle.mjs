// Bundles main.ts with everything it needs, as CommonJS and as ES modules, minified too, and runs the bundles away from
// node_modules.
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import webpack from 'webpack';

const out = mkdtempSync(path.join(tmpdir(), 'bundles-'));

/** Packages that Nest loads when they are there. */
const external = [
  '@nestjs/microservices',
  '@nestjs/microservices/microservices-module',
  '@nestjs/platform-express',
  '@nestjs/websockets',
  '@nestjs/websockets/socket-module',
  'class-transformer',
  'class-transformer/storage',
  'class-validator',
];

const main = path.resolve('src/main.ts');

function webpackBundle(name, optimization) {
  return new Promise((resolve, reject) => {
    const config = {
      target: 'node',
      mode: 'production',
      entry: main,
      output: { path: out, filename: name },
      resolve: { extensions: ['.ts', '.js'] },
      module: { rules: [{ test: /\.ts$/, loader: 'ts-loader', exclude: /node_modules/ }] },
      externals: Object.fromEntries(external.map((id) => [id, `commonjs ${id}`])),
      optimization,
    };
    webpack(config, (error, stats) => {
      if (error || stats.hasErrors()) reject(error ?? new Error(stats.toString('errors-only')));
      else resolve();
    });
  });
}

const esbuildBundle = (outfile, options) =>
  build({
    entryPoints: [main],
    bundle: true,
    platform: 'node',
    target: 'node20',
    external,
    outfile: path.join(out, outfile),
    logLevel: 'error',
    ...options,
  });

/** What a CommonJS dependency in an ES module bundle calls. */
const banner = {
  js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
};

await webpackBundle('webpack.cjs', { minimize: false });
await webpackBundle('webpack.min.cjs', { minimize: true });
await esbuildBundle('esbuild.cjs', { format: 'cjs' });
await esbuildBundle('esbuild.min.cjs', { format: 'cjs', minify: true });
await esbuildBundle('esbuild.mjs', { format: 'esm', banner });

for (const file of [
  'webpack.cjs',
  'webpack.min.cjs',
  'esbuild.cjs',
  'esbuild.min.cjs',
  'esbuild.mjs',
]) {
  try {
    execFileSync(process.execPath, [path.join(out, file)], { cwd: out, stdio: 'pipe' });
  } catch (error) {
    console.log(`${file}: ${String(error.stderr).slice(-3000)}`);
    process.exitCode = 1;
  }
}
