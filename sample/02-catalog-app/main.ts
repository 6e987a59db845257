import 'reflect-metadata';
import { createApp } from './app.js';
import { SOURCE, type Source } from './clients/source.module.js';

/** Only this machine reaches the app, unless `HOST` says otherwise. */
const { PORT = '3000', HOST = '127.0.0.1' } = process.env;

const app = await createApp();
app.enableShutdownHooks();
await app.listen(Number(PORT), HOST);

const url = (await app.getUrl()).replace('127.0.0.1', 'localhost');
console.log(`
  The page     ${url}
  The API      ${url}/api
  Spotify      ${app.get<Source>(SOURCE, { strict: false }).extended.name}

  curl '${url}/search?q=light'
`);
