import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { Logger, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { SpotifyModule, type SpotifyRequestMessage, type SpotifyStatus } from 'nestjs-spotify';
import { client } from '../support/client.js';
import { onCleanup } from '../support/cleanup.js';
import { startFake, TestFake } from '../support/fake.js';

const SNIPPETS = join(process.cwd(), 'test/diagnostics/.snippets');
const guide = readFileSync('docs/guides/seeing-inside.md', 'utf8');

rmSync(SNIPPETS, { recursive: true, force: true });
mkdirSync(SNIPPETS, { recursive: true });
const config = { extends: '../../../tsconfig.json', include: ['*.ts'] };
writeFileSync(join(SNIPPETS, 'tsconfig.json'), JSON.stringify(config));
for (const [, code, name] of guide.matchAll(/```ts\n(\/\/ (\S+\.ts)\n[^]*?)```/g)) {
  writeFileSync(join(SNIPPETS, name!), code!);
}

async function example<T>(file: string, name: string): Promise<T> {
  const module = (await import(join(SNIPPETS, file))) as Record<string, T>;
  return module[name]!;
}

/** An app over a fake, with what an example provides. */
async function app(metadata: { imports?: Type[]; controllers?: Type[] }) {
  const { adapter } = new TestFake();
  const options = { clientId: 'id', clientSecret: 'secret', http: { adapter } };
  const { imports = [], controllers = [] } = metadata;
  const built = await Test.createTestingModule({
    imports: [SpotifyModule.forRoot(options), ...imports],
    controllers,
  }).compile();
  onCleanup(() => built.close());
  return built;
}

describe('the examples of the guide', () => {
  it('type-check', () => {
    const tsc = join(process.cwd(), 'node_modules/.bin/tsc');
    const { stdout } = spawnSync(tsc, ['-p', SNIPPETS], { encoding: 'utf8' });
    expect(stdout).toBe('');
  }, 60_000);

  it('serve the status', async () => {
    const Controller = await example<Type<{ get(): SpotifyStatus }>>(
      'status.controller.ts',
      'StatusController',
    );
    const built = await app({ controllers: [Controller] });
    expect(built.get(Controller).get()).toMatchObject({ requests: 0, token: { grants: 0 } });
  });

  it('check the health', async () => {
    const Controller = await example<Type<{ check(): Promise<object> }>>(
      'health.module.ts',
      'HealthController',
    );
    const HealthModule = await example<Type>('health.module.ts', 'HealthModule');
    const built = await app({ imports: [HealthModule] });
    const controller = built.get(Controller, { strict: false });
    expect(await controller.check()).toMatchObject({ status: 'ok' });
  });

  it('trace calls, and their requests below them', async () => {
    const exporter = new InMemorySpanExporter();
    const provider = new BasicTracerProvider({
      spanProcessors: [new SimpleSpanProcessor(exporter)],
    });
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    trace.setGlobalTracerProvider(provider);
    const start = await example<() => () => void>('tracing.ts', 'startTracing');
    const stop = start();
    onCleanup(() => {
      stop();
      trace.disable();
      context.disable();
    });
    const fake = await startFake();
    const { catalog } = await client(fake);
    await catalog.albums.get(fake.catalog.albumId(0));
    const names = exporter.getFinishedSpans().map(({ name }) => name);
    expect(names).toEqual(['POST', 'GET', 'GET /albums/{id}']);
  });

  it('log slow calls', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
    const log = await example<(limit: number) => () => void>('slow-calls.ts', 'logSlowCalls');
    const fake = new TestFake({ latency: 5 });
    const { catalog } = await client(fake);
    onCleanup(log(1));
    await catalog.albums.get(fake.catalog.albumId(0));
    expect(warn).toHaveBeenCalledWith(expect.stringMatching(/^GET \/albums\/\{id\}: sent in \d+/));
  });

  it('tell the call of a request', async () => {
    const told: string[] = [];
    const requestsOfCalls = await example<
      (
        tell: (request: SpotifyRequestMessage, call: { path: string } | undefined) => void,
      ) => () => void
    >('requests-of-calls.ts', 'requestsOfCalls');
    onCleanup(
      requestsOfCalls(
        ({ path, status }, call) => void told.push(`${path} ${status} ${call?.path}`),
      ),
    );
    const fake = new TestFake({ quotaMode: 'extended' });
    const { catalog } = await client(fake);
    await catalog.tracks.getMany([0, 1].map((n) => fake.catalog.trackId(n)));
    expect(told).toEqual(['/tracks 200 /tracks/{id}']);
  });
});
