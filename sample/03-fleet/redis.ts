import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A Redis for the sample: the one that `REDIS_URL` names, or one of the machine's, which ends with it. */
export interface SampleRedis {
  readonly url: string;
  stop(): void;
}

/** `undefined` where there is none. */
export async function startRedis(url = process.env['REDIS_URL']): Promise<SampleRedis | undefined> {
  if (url) return { url, stop: () => {} };
  const port = await freePort();
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const isReady = await Promise.race([saidReady(server), once(server, 'error').then(() => false)]);
  return isReady ? { url: `redis://127.0.0.1:${port}`, stop: () => void server.kill() } : undefined;
}

async function saidReady(server: ChildProcess): Promise<boolean> {
  for await (const chunk of server.stdout ?? []) {
    if (String(chunk).includes('Ready to accept connections')) return true;
  }
  return false;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
