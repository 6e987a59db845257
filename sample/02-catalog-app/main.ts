import 'reflect-metadata';
import type { Connection } from '../connection.js';
import { createApp } from './app.js';
import { SPOTIFY_SOURCE } from './spotify-source.module.js';

const port = Number(process.env['PORT'] ?? 3000);
const app = await createApp();
app.enableShutdownHooks();
try {
  await app.listen(port);
} catch (error) {
  await app.close();
  const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  throw taken ? new Error(`Port ${port} is taken; choose another: PORT=3001 npm start`) : error;
}
console.log(
  `The catalogue is at http://localhost:${port}, from ${app.get<Connection>(SPOTIFY_SOURCE).name}`,
);
