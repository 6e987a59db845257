import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { AppModule } from './app.module.js';
import { securityHeaders } from './security-headers.js';

/** The page's files: the path holds from the source's folder and from the build's. */
const WEB = fileURLToPath(new URL('../../sample/02-catalog-app/web', import.meta.url));

const description = new DocumentBuilder()
  .setTitle('Catalogue')
  .setDescription("Search Spotify's catalogue; read albums, artists and tracks.")
  .setVersion('1')
  .build();

/** The app, ready to listen. */
export async function createApp(): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  SwaggerModule.setup('api', app, () => SwaggerModule.createDocument(app, description));
  app.use(securityHeaders);
  app.useStaticAssets(WEB);
  return app;
}
