import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { SpotifyError } from 'nestjs-spotify';
import { onCleanup } from '../support/cleanup.js';
import { client, type ClientOptions } from '../support/client.js';
import { startFake, type TestFake } from '../support/fake.js';
import { until } from '../support/until.js';

let fake: TestFake;
/** Accepts connections and sends nothing, not even in TLS. */
let muteAddress: string;

function start(options: ClientOptions = {}) {
  return client(fake, { timeout: 100, ...options });
}

const never = () => new Promise<never>(() => {});

beforeEach(async () => {
  jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
  fake = await startFake();
});

beforeAll(async () => {
  const sockets = new Set<Socket>();
  const mute = createServer((socket) => sockets.add(socket)).listen(0, '127.0.0.1');
  await once(mute, 'listening');
  muteAddress = `127.0.0.1:${(mute.address() as AddressInfo).port}`;
  onCleanup(() => {
    for (const socket of sockets) socket.destroy();
    mute.close();
  });
});

/** A server that accepts no connection and whose backlog is full: further connections are never established. */
let stopped: ChildProcess;
let fullPort: number;
const queued: Socket[] = [];

beforeAll(async () => {
  const program = `
    const server = require('node:net').createServer();
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => console.log(server.address().port));`;
  stopped = spawn(process.execPath, ['--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(stopped.stdout!, 'data')) as [Buffer];
  fullPort = Number(line);
  stopped.kill('SIGSTOP');
  for (let n = 0; n < 8; n += 1) queued.push(connect(fullPort, '127.0.0.1').on('error', () => {}));
  await until(() => queued.filter(({ connecting }) => !connecting).length >= 2); // a backlog of 1 is two;
  onCleanup(() => {
    for (const socket of queued) socket.destroy();
    stopped.kill('SIGKILL');
  });
});

/** Each stage of a call, made to hang. */
const STAGES: Readonly<Record<string, () => ClientOptions>> = {
  'a connection on which nobody speaks TLS': () => ({ apiUrl: `https://${muteAddress}/v1` }),
  'a connection on which nobody speaks': () => ({ apiUrl: `http://${muteAddress}/v1` }),
  'the connection': () => ({ apiUrl: `http://127.0.0.1:${fullPort}/v1` }),
  'the name lookup': () => ({
    apiUrl: 'http://spotify.invalid/v1',
    http: { adapter: 'http', lookup: () => {} },
  }),
  'the response': () => (fake.hangNext({ times: 9 }), {}),
  'the grant': () => (fake.hangNext({ at: 'accounts', times: 9 }), {}),
  'the accounts service': () => ({ accountsUrl: `https://${muteAddress}` }),
  'the credentials': () => ({ clientId: undefined, clientSecret: undefined, credentials: never }),
  'the rate limit': () => (fake.rateLimitNext({ retryAfter: 20 }), {}),
  "a user's adapter": () => ({ http: { adapter: never } }),
};

describe.each(Object.keys(STAGES))('when %s hangs', (stage) => {
  it('a call ends by the timeout', async () => {
    const { http } = await start({ ...STAGES[stage]!(), rateLimit: { maxWait: 100 } });
    const error: unknown = await http.get('/markets').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SpotifyError);
  });

  it('a call ends with its signal', async () => {
    const { http } = await start({ ...STAGES[stage]!(), timeout: 1000 });
    const caller = new AbortController();
    setTimeout(() => caller.abort(new Error('enough')), 50); // most likely within the stage, and right at any time
    await expect(http.get('/markets', {}, { signal: caller.signal })).rejects.toThrow('enough');
  });

  it('a call ends by its deadline', async () => {
    const { http } = await start({ ...STAGES[stage]!(), timeout: 1000 });
    const error: unknown = await http
      .get('/markets', {}, { deadline: 50 })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SpotifyError);
  });

  it('a call ends when the application shuts down', async () => {
    const { http, close } = await start({ ...STAGES[stage]!(), timeout: 300 });
    const call = http.get('/markets').catch((reason: unknown) => reason);
    await new Promise(setImmediate);
    await close();
    expect(await call).toBeInstanceOf(SpotifyError);
    expect(await http.get('/x').catch((reason: unknown) => reason)).toBeInstanceOf(SpotifyError);
  });
});

describe('when the calls before it hang', () => {
  it('a queued call ends with its signal and by its deadline', async () => {
    const { http } = await start({ concurrency: 1, timeout: 1000 });
    fake.hangNext({ times: 9 });
    const first = http.get('/first').catch((reason: unknown) => reason);
    await until(() => fake.apiRequests().length === 1);
    const caller = new AbortController();
    const waiting = http.get('/x', {}, { signal: caller.signal });
    caller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    const late: unknown = await http
      .get('/y', {}, { deadline: 50 })
      .catch((reason: unknown) => reason);
    expect(late).toBeInstanceOf(SpotifyError);
    expect(await first).toBeInstanceOf(SpotifyError);
  });
});

it('a connection to the full backlog does hang', () => {
  expect(queued.some((socket) => socket.connecting)).toBe(true);
});

describe('shutdown', () => {
  it('lets a call in flight finish', async () => {
    const { http, close } = await start({ timeout: 20_000 });
    fake.latency = 100;
    const call = http.get(`/albums/${fake.catalog.albumId(0)}`);
    await until(() => fake.apiRequests().length === 1);
    await close();
    expect(await call).toMatchObject({ type: 'album' });
  });

  it('ends the pause before a retry', async () => {
    const { http, close } = await start({ retry: { attempts: 3, minDelay: 1e9, maxDelay: 1e9 } });
    fake.failNext({ times: 9 });
    const call = http.get('/markets').catch((reason: unknown) => reason);
    await until(() => fake.requests.some(({ status }) => status === 503));
    await close();
    expect(String(await call)).toMatch(/shutting down|503/);
  });
});
