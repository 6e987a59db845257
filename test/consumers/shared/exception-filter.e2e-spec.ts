// SpotifyExceptionFilter over HTTP, TCP and WebSockets (socket.io and ws), as apps use it.
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Controller, Get, type INestApplicationContext, Query, UseFilters } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ClientProxyFactory, MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { WsAdapter } from '@nestjs/platform-ws';
import { Test } from '@nestjs/testing';
import { MessageBody, SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { SpotifyExceptionFilter, SpotifyTracksService } from 'nestjs-spotify';
import { FakeSpotify, SpotifyTestingModule } from 'nestjs-spotify/testing';
import { firstValueFrom } from 'rxjs';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';

const CASES = [
  { name: 'a bad id', id: 'nope', statusCode: 400, code: 'BAD_REQUEST' },
  { name: 'a missing track', id: '0'.repeat(22), statusCode: 404, code: 'NOT_FOUND' },
  { name: 'an outage', id: '2'.repeat(22), statusCode: 502, code: 'BAD_GATEWAY' },
  { name: 'a rate limit', id: '1'.repeat(22), statusCode: 503, code: 'SERVICE_UNAVAILABLE' },
];

@Controller()
class TracksController {
  constructor(private readonly tracks: SpotifyTracksService) {}

  @Get('track')
  overHttp(@Query('id') id: string): Promise<unknown> {
    return this.tracks.get(id);
  }

  @MessagePattern('track')
  overTcp(@Payload() id: string): Promise<unknown> {
    return this.tracks.get(id);
  }
}

@WebSocketGateway()
@UseFilters(SpotifyExceptionFilter)
class TracksGateway {
  constructor(private readonly tracks: SpotifyTracksService) {}

  @SubscribeMessage('track')
  track(@MessageBody() id: string): Promise<unknown> {
    return this.tracks.get(id);
  }
}

const options = { retry: false, cache: false, rateLimit: { maxWait: 0 } } as const;
let context: INestApplicationContext | undefined;
let fake: FakeSpotify;

async function compile(metadata: object) {
  const imports = [SpotifyTestingModule.forRoot(options)];
  const moduleRef = await Test.createTestingModule({ imports, ...metadata }).compile();
  fake = moduleRef.get(FakeSpotify);
  return moduleRef;
}

function arrange(name: string): void {
  if (name === 'an outage') fake.failNext({ status: 500 });
  if (name === 'a rate limit') fake.rateLimitNext({ retryAfter: 30 });
}

const withGlobalFilter = {
  controllers: [TracksController],
  providers: [{ provide: APP_FILTER, useClass: SpotifyExceptionFilter }],
};

afterEach(async () => {
  await context?.close();
});

describe('over HTTP', () => {
  it('each failure has its status', async () => {
    const app = (await compile(withGlobalFilter)).createNestApplication({ logger: false });
    context = app;
    await app.listen(0, '127.0.0.1');
    for (const { name, id, statusCode } of CASES) {
      arrange(name);
      const response = await fetch(`${await app.getUrl()}/track?id=${id}`);
      expect(response.status).toBe(statusCode);
      expect(await response.json()).toMatchObject({ statusCode });
    }
  });
});

describe('over TCP', () => {
  it('each failure reaches the client as an error', async () => {
    const connection = { host: '127.0.0.1', port: await freePort() };
    const app = (await compile(withGlobalFilter)).createNestMicroservice({
      transport: Transport.TCP,
      options: connection,
      logger: false,
    });
    context = app;
    await app.listen();
    const client = ClientProxyFactory.create({ transport: Transport.TCP, options: connection });
    for (const { name, id, statusCode, code } of CASES) {
      arrange(name);
      const sent = firstValueFrom(client.send('track', id));
      const error: unknown = await sent.catch((reason: unknown) => reason);
      expect(error).toMatchObject({ statusCode, code });
    }
    client.close();
  });
});

describe('on a WebSocket gateway', () => {
  it('each failure is an exception event to a socket.io client', async () => {
    const app = (await compile({ providers: [TracksGateway] })).createNestApplication({
      logger: false,
    });
    context = app;
    app.useWebSocketAdapter(new IoAdapter(app));
    await app.listen(0, '127.0.0.1');
    const socket = io(await app.getUrl(), { transports: ['websocket'] });
    for (const { name, id, statusCode, code } of CASES) {
      arrange(name);
      const exception = new Promise((resolve) => {
        socket.once('exception', resolve);
      });
      socket.emit('track', id);
      expect(await exception).toMatchObject({ statusCode, code });
    }
    socket.disconnect();
  });

  it('each failure is an exception message to a native client', async () => {
    const app = (await compile({ providers: [TracksGateway] })).createNestApplication({
      logger: false,
    });
    context = app;
    app.useWebSocketAdapter(new WsAdapter(app));
    await app.listen(0, '127.0.0.1');
    const socket = new WebSocket((await app.getUrl()).replace('http', 'ws'));
    await once(socket, 'open');
    for (const { name, id, statusCode, code } of CASES) {
      arrange(name);
      const message = once(socket, 'message');
      socket.send(JSON.stringify({ event: 'track', data: id }));
      const [data] = (await message) as [Buffer];
      const { event, data: exception } = JSON.parse(data.toString()) as Record<string, unknown>;
      expect(event).toBe('exception');
      expect(exception).toMatchObject({ statusCode, code });
    }
    socket.close();
  });
});

/** Nest 10 does not say on which port a microservice listens. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
