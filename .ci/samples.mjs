// Runs the samples as a user does, and asks the app of `npm start` for its page, an answer and its OpenAPI document.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';

const env = { ...process.env, PORT: '3210' };
delete env.SPOTIFY_CLIENT_ID;
delete env.SPOTIFY_CLIENT_SECRET;

const app = spawn('npm', ['start'], { env, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
const address = await said(app, /http:\/\/\S+(?=,)/);
for (const path of ['/', '/search?q=light', '/api-json']) {
  const response = await fetch(address + path);
  console.log(`${address}${path}: ${response.status}`);
  if (!response.ok) process.exitCode = 1;
}
const { pid = 0 } = app;
process.kill(-pid, 'SIGTERM');
await once(app, 'exit');

const tokens = spawn('node', ['.sample/01-client-credentials/main.js'], { env, stdio: 'inherit' });
const [code] = await once(tokens, 'exit');
if (code !== 0) process.exitCode = 1;

const fleet = spawn('node', ['.sample/03-fleet/main.js'], { env, stdio: 'inherit' });
const [fleetCode] = await once(fleet, 'exit');
if (fleetCode !== 0) process.exitCode = 1;

/** What a program prints that matches; it has a minute. */
async function said(child, pattern) {
  const timer = setTimeout(() => child.stdout.destroy(new Error('no address in a minute')), 60_000);
  let text = '';
  for await (const chunk of child.stdout) {
    text += chunk;
    const [found] = pattern.exec(text) ?? [];
    if (found) {
      clearTimeout(timer);
      return found;
    }
  }
  throw new Error(`the app ended before it told its address:\n${text}`);
}
