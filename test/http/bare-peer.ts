import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Test } from '@nestjs/testing';
import { SpotifyHttpService, SpotifyModule, type SpotifyModuleOptions } from 'nestjs-spotify';

const cleanups: (() => unknown)[] = [];

/** Ends every client, and then every server, that a test began. */
export async function closeAll(): Promise<void> {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
}

export const ok: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
};

/** A server that notes what it gets. */
export async function peer(answer: RequestListener) {
  const received: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    received.push(request);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

/** A Spotify that grants `token-1`, `token-2` and so on, and whose API answers as the test wants; and its clients. */
export async function barePeer() {
  let grants = 0;
  const spotify = await peer((request, response) => {
    if (!isGrant(request)) return bare.answer(request, response);
    grants += 1;
    const token = { access_token: `token-${grants}`, token_type: 'Bearer', expires_in: 3600 };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(token));
  });
  const bare = {
    ...spotify,
    answer: ok,
    grants: () => grants,
    /** What reached the API. */
    api: () => spotify.received.filter((request) => !isGrant(request)),
    async client(options: Partial<SpotifyModuleOptions> = {}): Promise<SpotifyHttpService> {
      const given = {
        clientId: 'id',
        clientSecret: 'secret',
        apiUrl: `${spotify.url}/v1`,
        accountsUrl: spotify.url,
        cache: false,
        retry: false,
        ...options,
      } as SpotifyModuleOptions;
      const moduleRef = await Test.createTestingModule({
        imports: [SpotifyModule.forRoot(given)],
      }).compile();
      cleanups.push(() => moduleRef.close());
      return moduleRef.get(SpotifyHttpService);
    },
  };
  return bare;
}

/** A request that comes through a proxy has its whole address. */
function isGrant({ url }: IncomingMessage): boolean {
  return url?.endsWith('/api/token') ?? false;
}
