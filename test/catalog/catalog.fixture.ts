import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { SpotifyCatalogService, SpotifyModule, type SpotifyModuleOptions } from 'nestjs-spotify';
import {
  FakeSpotify,
  SpotifyTestingModule,
  type SpotifyTestingOptions,
} from 'nestjs-spotify/testing';

const open: (() => Promise<unknown>)[] = [];

/** Ends what the fixtures of a test have begun. */
export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((close) => close()));
}

/** The catalogue over the fake, nothing kept from call to call. */
export async function fakeCatalog(options: SpotifyTestingOptions = {}) {
  Logger.overrideLogger(false);
  const moduleRef = await Test.createTestingModule({
    imports: [SpotifyTestingModule.forRoot({ cache: false, retry: false, ...options })],
  }).compile();
  open.push(() => moduleRef.close());
  const fake = moduleRef.get(FakeSpotify);
  return {
    fake,
    catalog: moduleRef.get(SpotifyCatalogService),
    /** What arrived at the API. */
    asked: () => fake.requests.filter(({ service }) => service === 'api'),
  };
}

/** What a canned API answers to a URL: a body, or nothing where it sees to the response itself. */
export type CannedAnswer = (url: URL, response: ServerResponse) => unknown;

/** The catalogue over a server of canned answers, for what Spotify may do and the fake does not. */
export async function cannedCatalog(
  answer: CannedAnswer,
  options: Partial<SpotifyModuleOptions> = {},
) {
  Logger.overrideLogger(false);
  const asked: URL[] = [];
  const server = createServer((request, response) => {
    const token = { access_token: 'token', token_type: 'Bearer', expires_in: 3600 };
    const url = new URL(request.url ?? '', origin);
    if (url.pathname !== '/api/token') asked.push(url);
    void respond(response, url.pathname === '/api/token' ? token : answer(url, response));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const moduleRef = await Test.createTestingModule({
    imports: [
      SpotifyModule.forRoot({
        clientId: 'id',
        clientSecret: 'secret',
        apiUrl: `${origin}/v1`,
        accountsUrl: origin,
        cache: false,
        retry: false,
        ...options,
      } as SpotifyModuleOptions),
    ],
  }).compile();
  open.push(
    () => moduleRef.close(),
    () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  );
  return { catalog: moduleRef.get(SpotifyCatalogService), asked, origin };
}

async function respond(response: ServerResponse, answer: unknown): Promise<void> {
  const body = await answer;
  if (body === undefined) return;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}
