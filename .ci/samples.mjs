// Runs the samples as a user does: what `npm start` refuses, and what its app serves, where, and with which headers.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import process from 'node:process';

const env = { ...process.env, PORT: '0' };
delete env.HOST;
delete env.SPOTIFY_CLIENT_ID;
delete env.SPOTIFY_CLIENT_SECRET;

const app = spawn('npm', ['start'], { env, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
const address = await said(app, /http:\/\/\S+/);
const { port } = new URL(address);
for (const path of ['/', '/search?q=light', '/inside/source', '/api', '/api-json']) {
  const { ok, status, headers } = await fetch(address + path);
  check(`${address}${path}: ${status}`, ok && headers.has('content-security-policy'));
}
const outside = Object.values(networkInterfaces())
  .flat()
  .find(({ internal, family }) => !internal && family === 'IPv4');
if (outside) {
  const reached = await fetch(`http://${outside.address}:${port}/`).catch(() => undefined);
  check(`not at ${outside.address}`, reached === undefined);
}
check('a port that is taken', refuses({ PORT: port }, `Port ${port} is taken`));
check('a port that is none', refuses({ PORT: 'http' }, 'PORT is "http"'));
const { pid = 0 } = app;
process.kill(-pid, 'SIGTERM');
await once(app, 'exit');

const programs = [
  '01-client-credentials',
  '03-fleet',
  '05-several-clients',
  '06-graphql',
  '07-fastify-health',
]; // 04-testing are tests, which `npm test` runs
for (const sample of programs) {
  const { status } = spawnSync('node', [`.sample/${sample}/main.js`], { env, stdio: 'inherit' });
  check(sample, status === 0);
}

function check(what, holds) {
  console.log(`${holds ? 'ok' : 'FAILED'}: ${what}`);
  if (!holds) process.exitCode = 1;
}

/** Whether `npm start` ends with one line, and before it builds anything. */
function refuses(settings, line) {
  const { status, stdout, stderr } = spawnSync('npm', ['-s', 'start'], {
    env: { ...env, ...settings },
    encoding: 'utf8',
  });
  return (
    status === 1 &&
    stdout === '' &&
    stderr.startsWith(line) &&
    stderr.trim().split('\n').length === 1
  );
}

/** What a program prints that matches; it is waited for as long as the program runs. */
async function said(child, pattern) {
  let text = '';
  for await (const chunk of child.stdout) {
    text += chunk;
    const [found] = pattern.exec(text) ?? [];
    if (found) return found;
  }
  throw new Error(`the app ended before it told its address:\n${text}`);
}
