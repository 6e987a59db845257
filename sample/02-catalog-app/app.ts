import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { setUpApiPage } from './api-page.js';
import { AppModule } from './app.module.js';
import { securityHeaders } from './security-headers.js';

/** The page's files: the path holds from the source's folder and from the build's. */
const WEB = fileURLToPath(new URL('../../sample/02-catalog-app/web', import.meta.url));

/** The app, ready to listen. */
export async function createApp(): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule, {
    logger: ['error', 'warn'],
    abortOnError: false,
    forceCloseConnections: true, // event streams stay open for as long as someone looks
  });
  app.disable('x-powered-by');
  app.use(securityHeaders);
  app.useStaticAssets(WEB);
  setUpApiPage(app);
  return app;
}
