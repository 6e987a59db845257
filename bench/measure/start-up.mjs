import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

// From where the module finds them: bench/ has an axios and an undici of its own.
const { resolve } = createRequire(new URL('../../package.json', import.meta.url));
const load = (...names) =>
  Promise.all(names.map((name) => import(String(pathToFileURL(resolve(name))))));

const steps = {};

async function time(name, work) {
  const start = performance.now();
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  steps[name] = { wall: performance.now() - start, cpu: (user + system) / 1000 };
  return result;
}

const [, { NestFactory }] = await time('@nestjs/common, @nestjs/core', () =>
  load('@nestjs/common', '@nestjs/core'),
);
await time('@nestjs/axios, axios, rxjs, undici', () =>
  load('@nestjs/axios', 'axios', 'rxjs', 'undici'),
);
const { SpotifyModule } = await time('nestjs-spotify', () => import('../../dist/index.js'));

const start = (module) => NestFactory.createApplicationContext(module, { logger: false });
class EmptyModule {}
const apps = [
  await time('an empty Nest application', () => start({ module: EmptyModule })),
  await time('a Nest application with the module', () =>
    start(SpotifyModule.forRoot({ clientId: 'bench', clientSecret: 'secret' })),
  ),
];
for (const app of apps) await app.close();

process.on('disconnect', () => process.exit());
process.send({ result: steps });
