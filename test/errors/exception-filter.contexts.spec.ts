import { once } from 'node:events';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Controller, Get, type INestApplicationContext, Query, UseFilters } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import {
  Args,
  Field,
  GraphQLModule,
  ID,
  ObjectType,
  Query as GraphqlQuery,
  Resolver,
} from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import {
  ClientProxyFactory,
  MessagePattern,
  type MicroserviceOptions,
  Payload,
  Transport,
} from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { WsAdapter } from '@nestjs/platform-ws';
import { Test } from '@nestjs/testing';
import { MessageBody, SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { SpotifyExceptionFilter, SpotifyHttpService, SpotifyTracksService } from 'nestjs-spotify';
import { FakeSpotify, SpotifyTestingModule } from 'nestjs-spotify/testing';
import { firstValueFrom } from 'rxjs';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';

/** What a client sends in each context: a bad id, an id that is not there, and calls while Spotify limits or fails. */
const CASES = {
  'a bad id': { id: 'nope', statusCode: 400, code: 'BAD_REQUEST' },
  'a missing track': { id: '0'.repeat(22), statusCode: 404, code: 'NOT_FOUND' },
  'an outage': { id: '2'.repeat(22), statusCode: 502, code: 'BAD_GATEWAY' },
  'a rate limit': { id: '1'.repeat(22), statusCode: 503, code: 'SERVICE_UNAVAILABLE' },
} as const;

type CaseName = keyof typeof CASES;
const names = Object.keys(CASES) as CaseName[];

/** What no client may receive. */
const INTERNAL =
  /quotaMode|development|extended|apiUrl|rateLimit|maxWait|https?:\/\/(?!open\.spotify\.com)|fake-spotify/;

const options = {
  retry: false,
  cache: false,
  rateLimit: { maxWait: 0 },
  quotaMode: 'extended',
} as const;

function arrange(fake: FakeSpotify, name: CaseName): void {
  if (name === 'a rate limit') fake.rateLimitNext({ retryAfter: 30 });
  if (name === 'an outage') fake.failNext({ status: 500, body: `at http://10.0.0.1/v1` });
}

let context: INestApplicationContext;
afterEach(() => context.close());

@Controller()
class HttpController {
  constructor(
    private readonly tracks: SpotifyTracksService,
    private readonly http: SpotifyHttpService,
  ) {}

  @Get('track')
  track(@Query('id') id: string): Promise<unknown> {
    return this.tracks.get(id);
  }

  @Get('limit')
  limit(): Promise<unknown> {
    return this.http.get('/me?limit=500');
  }
}

@ObjectType()
class TrackType {
  @Field(() => ID)
  declare id: string;
}

@Resolver()
class TrackResolver {
  constructor(private readonly tracks: SpotifyTracksService) {}

  @GraphqlQuery(() => TrackType)
  track(@Args('id') id: string): Promise<unknown> {
    return this.tracks.get(id);
  }
}

@Controller()
class RpcController {
  constructor(private readonly tracks: SpotifyTracksService) {}

  @MessagePattern('track')
  track(@Payload() id: string): Promise<unknown> {
    return this.tracks.get(id);
  }
}

@WebSocketGateway()
@UseFilters(SpotifyExceptionFilter)
class TrackGateway {
  constructor(private readonly tracks: SpotifyTracksService) {}

  @SubscribeMessage('track')
  track(@MessageBody() id: string): Promise<unknown> {
    return this.tracks.get(id);
  }
}

const globalFilter = { provide: APP_FILTER, useClass: SpotifyExceptionFilter };

describe.each(['express', 'fastify'])('over HTTP on %s, as a global filter', (platform) => {
  it.each(names)('%s has its own status', async (name) => {
    const moduleRef = await Test.createTestingModule({
      imports: [SpotifyTestingModule.forRoot(options)],
      controllers: [HttpController],
      providers: [globalFilter],
    }).compile();
    const app =
      platform === 'fastify'
        ? moduleRef.createNestApplication(new FastifyAdapter(), { logger: false })
        : moduleRef.createNestApplication({ logger: false });
    context = app;
    await app.listen(0, '127.0.0.1');
    const { id, statusCode } = CASES[name];
    arrange(moduleRef.get(FakeSpotify), name);
    const response = await fetch(`${await app.getUrl()}/track?id=${id}`);
    const body = await response.text();
    expect([response.status, JSON.parse(body)]).toEqual([
      statusCode,
      { statusCode, message: expect.any(String) as string },
    ]);
    expect(response.headers.has('retry-after')).toBe(name === 'a rate limit');
    expect(body).not.toMatch(INTERNAL);
  });
});

describe.each(['apollo', 'mercurius'])('in GraphQL on %s, as a global filter', (driver) => {
  it.each(names)('%s has its own code', async (name) => {
    const graphql =
      driver === 'apollo'
        ? GraphQLModule.forRoot<ApolloDriverConfig>({
            driver: ApolloDriver,
            autoSchemaFile: true,
            playground: false,
          })
        : GraphQLModule.forRoot<MercuriusDriverConfig>({
            driver: MercuriusDriver,
            autoSchemaFile: true,
          });
    const moduleRef = await Test.createTestingModule({
      imports: [SpotifyTestingModule.forRoot(options), graphql],
      providers: [TrackResolver, globalFilter],
    }).compile();
    const app =
      driver === 'mercurius'
        ? moduleRef.createNestApplication(new FastifyAdapter(), { logger: false })
        : moduleRef.createNestApplication({ logger: false });
    context = app;
    await app.listen(0, '127.0.0.1');
    const { id, statusCode, code } = CASES[name];
    arrange(moduleRef.get(FakeSpotify), name);
    const response = await fetch(`${await app.getUrl()}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `{ track(id: "${id}") { id } }` }),
    });
    const body = await response.text();
    const { errors } = JSON.parse(body) as { errors: { extensions: object }[] };
    expect(errors[0]?.extensions).toMatchObject({ code, status: statusCode });
    expect(
      JSON.stringify(
        errors.map((error) => ({
          ...error,
          extensions: { ...error.extensions, stacktrace: undefined },
        })),
      ),
    ).not.toMatch(INTERNAL);
  });
});

describe('in a microservice over TCP, as a global filter', () => {
  it.each(names)('%s reaches the client as an error', async (name) => {
    const moduleRef = await Test.createTestingModule({
      imports: [SpotifyTestingModule.forRoot(options)],
      controllers: [RpcController],
      providers: [globalFilter],
    }).compile();
    const app = moduleRef.createNestMicroservice<MicroserviceOptions>({
      transport: Transport.TCP,
      options: { host: '127.0.0.1', port: 0 },
      logger: false,
    });
    context = app;
    await app.listen();
    const { port } = app.unwrap<{ address(): { port: number } }>().address();
    const client = ClientProxyFactory.create({
      transport: Transport.TCP,
      options: { host: '127.0.0.1', port },
    });
    const { id, statusCode, code } = CASES[name];
    arrange(moduleRef.get(FakeSpotify), name);
    const error: unknown = await firstValueFrom(client.send('track', id)).catch(
      (reason: unknown) => reason,
    );
    client.close();
    expect(error).toMatchObject({ statusCode, code });
    expect(JSON.stringify(error)).not.toMatch(INTERNAL);
  });
});

describe.each(['socket.io', 'ws'])('on a WebSocket gateway with %s', (platform) => {
  it('each failure is an exception event, and the next message is served', async () => {
    const moduleRef = await Test.createTestingModule({
      imports: [SpotifyTestingModule.forRoot(options)],
      providers: [TrackGateway],
    }).compile();
    const app = moduleRef.createNestApplication({ logger: false });
    context = app;
    app.useWebSocketAdapter(platform === 'ws' ? new WsAdapter(app) : new IoAdapter(app));
    await app.listen(0, '127.0.0.1');
    const { send, close } = await connect(platform, await app.getUrl());
    for (const name of names) {
      const { id, statusCode, code } = CASES[name];
      arrange(moduleRef.get(FakeSpotify), name);
      const exception = await send(id);
      expect(exception).toMatchObject({ statusCode, code, message: expect.any(String) as string });
      expect(JSON.stringify(exception)).not.toMatch(INTERNAL);
    }
    close();
  });
});

/** A client of the gateway: `send` resolves with the next exception. */
async function connect(platform: string, url: string) {
  if (platform === 'socket.io') {
    const socket = io(url, { transports: ['websocket'] });
    return {
      send: (id: string) =>
        new Promise<unknown>((resolve) => {
          socket.once('exception', resolve);
          socket.emit('track', id);
        }),
      close: () => void socket.disconnect(),
    };
  }
  const socket = new WebSocket(url.replace('http', 'ws'));
  await once(socket, 'open');
  return {
    send: async (id: string) => {
      const message = once(socket, 'message');
      socket.send(JSON.stringify({ event: 'track', data: id }));
      const [data] = (await message) as [Buffer];
      const { event, data: exception } = JSON.parse(data.toString()) as Record<string, unknown>;
      expect(event).toBe('exception');
      return exception;
    },
    close: () => socket.close(),
  };
}
