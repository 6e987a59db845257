import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import {
  SpotifyAuthService,
  SpotifyError,
  SpotifyHttpService,
  SpotifyModule,
  type SpotifyModuleOptions,
} from 'nestjs-spotify';
import { FakeSpotify } from 'nestjs-spotify/testing';

let fake: FakeSpotify;
let moduleRef: TestingModule;
/** Takes connections and says nothing, not even in TLS. */
let mute: Server;
let muteAddress: string;
const muted = new Set<Socket>();

async function client(options: Partial<SpotifyModuleOptions> = {}) {
  const given = {
    clientId: 'id',
    clientSecret: 'secret',
    apiUrl: fake.apiUrl,
    accountsUrl: fake.accountsUrl,
    timeout: 100,
    retry: false,
    cache: false,
    ...options,
  } as SpotifyModuleOptions;
  moduleRef = await Test.createTestingModule({ imports: [SpotifyModule.forRoot(given)] }).compile();
  return { http: moduleRef.get(SpotifyHttpService), auth: moduleRef.get(SpotifyAuthService) };
}

const never = () => new Promise<never>(() => {});

beforeEach(async () => {
  jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
  fake = await FakeSpotify.listen();
  mute = createServer((socket) => muted.add(socket)).listen(0, '127.0.0.1');
  await once(mute, 'listening');
  muteAddress = `127.0.0.1:${(mute.address() as AddressInfo).port}`;
});

afterEach(async () => {
  for (const socket of muted) socket.destroy();
  muted.clear();
  await moduleRef.close();
  await fake.close();
  mute.close();
});

/** A server that is stopped, and whose queue of connections is full: further ones get no answer at all. */
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
  await new Promise((resolve) => setTimeout(resolve, 100));
});

afterAll(() => {
  for (const socket of queued) socket.destroy();
  stopped.kill('SIGKILL');
});

/** Each stage of a call, made to hang. */
const STAGES: Readonly<Record<string, () => Partial<SpotifyModuleOptions>>> = {
  'a connection on which nobody speaks TLS': () => ({ apiUrl: `https://${muteAddress}/v1` }),
  'a connection on which nobody speaks': () => ({ apiUrl: `http://${muteAddress}/v1` }),
  'the connection': () => ({ apiUrl: `http://127.0.0.1:${fullPort}/v1` }),
  'the name service': () => ({
    apiUrl: 'http://spotify.invalid/v1',
    http: { adapter: 'http', lookup: () => {} },
  }),
  'the answer': () => (fake.hangNext({ times: 9 }), {}),
  'the grant': () => (fake.hangNext({ at: 'accounts', times: 9 }), {}),
  'the accounts service': () => ({ accountsUrl: `https://${muteAddress}` }),
  'the credentials': () => ({ clientId: undefined, clientSecret: undefined, credentials: never }),
  'the gate': () => (fake.rateLimitNext({ retryAfter: 20 }), {}),
  "a user's adapter": () => ({ http: { adapter: never } }),
};

describe.each(Object.keys(STAGES))('when %s hangs', (stage) => {
  it('a call ends by itself', async () => {
    const { http } = await client({ ...STAGES[stage]!(), rateLimit: { maxWait: 100 } });
    const error: unknown = await http.get('/markets').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SpotifyError);
  });

  it('a call ends with its signal', async () => {
    const { http } = await client({ ...STAGES[stage]!(), timeout: 1000 });
    const caller = new AbortController();
    setTimeout(() => caller.abort(new Error('enough')), 50);
    await expect(http.get('/markets', {}, { signal: caller.signal })).rejects.toThrow('enough');
  });

  it('a call ends by its deadline', async () => {
    const { http } = await client({ ...STAGES[stage]!(), timeout: 1000 });
    const error: unknown = await http
      .get('/markets', {}, { deadline: 50 })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SpotifyError);
  });

  it('a call ends when the application does', async () => {
    const { http } = await client({ ...STAGES[stage]!(), timeout: 300 });
    const call = http.get('/markets').catch((reason: unknown) => reason);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await moduleRef.close();
    expect(await call).toBeInstanceOf(SpotifyError);
    expect(await http.get('/x').catch((reason: unknown) => reason)).toBeInstanceOf(SpotifyError);
  });
});

describe('when the calls before it hang', () => {
  it('a call that waits for its turn ends with its signal and by its deadline', async () => {
    const { http } = await client({ concurrency: 1, timeout: 1000 });
    fake.hangNext({ times: 9 });
    const first = http.get('/first').catch((reason: unknown) => reason);
    const caller = new AbortController();
    setTimeout(() => caller.abort(new Error('enough')), 50);
    await expect(http.get('/x', {}, { signal: caller.signal })).rejects.toThrow('enough');
    const late: unknown = await http
      .get('/y', {}, { deadline: 50 })
      .catch((reason: unknown) => reason);
    expect(late).toBeInstanceOf(SpotifyError);
    expect(await first).toBeInstanceOf(SpotifyError);
  });
});

it('the connection does hang', () => {
  expect(queued.some((socket) => socket.connecting)).toBe(true);
});

describe('shutdown', () => {
  it('lets a call under way finish', async () => {
    const { http } = await client({ timeout: 2000 });
    fake.latency = 100;
    const call = http.get(`/albums/${fake.catalog.albumId(0)}`);
    await new Promise((resolve) => setTimeout(resolve, 150));
    await moduleRef.close();
    expect(await call).toMatchObject({ type: 'album' });
  });

  it('ends the pause before a retry', async () => {
    const { http } = await client({ retry: { attempts: 3, minDelay: 1e9, maxDelay: 1e9 } });
    fake.failNext({ times: 9 });
    const call = http.get('/markets').catch((reason: unknown) => reason);
    while (!fake.requests.some(({ status }) => status === 503)) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await moduleRef.close();
    expect(String(await call)).toMatch(/shutting down|503/);
  });
});
