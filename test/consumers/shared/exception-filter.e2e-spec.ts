// SpotifyExceptionFilter over HTTP (Express and Fastify), in GraphQL (Apollo and mercurius), over TCP and over WebSockets
// (socket.io and ws), as apps use it.
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import {
  Controller,
  Get,
  type INestApplicationContext,
  type ModuleMetadata,
  Query,
  UseFilters,
} from '@nestjs/common';
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
import { ClientProxyFactory, MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
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

/** What no client may receive: our configuration, and upstream URLs but for the site that users know. */
const INTERNAL =
  /quotaMode|development|extended|apiUrl|rateLimit|maxWait|https?:\/\/(?!open\.spotify\.com)|fake-spotify/;

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

@ObjectType()
class TrackType {
  @Field(() => ID)
  id!: string;
}

@Resolver()
class TracksResolver {
  constructor(private readonly tracks: SpotifyTracksService) {}

  @GraphqlQuery(() => TrackType)
  track(@Args('id') id: string): Promise<unknown> {
    return this.tracks.get(id);
  }

  @GraphqlQuery(() => TrackType)
  @UseFilters(SpotifyExceptionFilter)
  filteredTrack(@Args('id') id: string): Promise<unknown> {
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

const options = {
  retry: false,
  cache: false,
  rateLimit: { maxWait: 0 },
  quotaMode: 'extended',
} as const;
let context: INestApplicationContext | undefined;
let fake: FakeSpotify;

async function compile({ imports = [], ...metadata }: ModuleMetadata) {
  const moduleRef = await Test.createTestingModule({
    imports: [SpotifyTestingModule.forRoot(options), ...imports],
    ...metadata,
  }).compile();
  fake = moduleRef.get(FakeSpotify);
  return moduleRef;
}

function arrange(name: string): void {
  if (name === 'an outage') fake.failNext({ status: 500, body: 'at http://10.0.0.1/v1' });
  if (name === 'a rate limit') fake.rateLimitNext({ retryAfter: 30 });
}

const globalFilter = { provide: APP_FILTER, useClass: SpotifyExceptionFilter };
const withGlobalFilter = { controllers: [TracksController], providers: [globalFilter] };

async function serve(metadata: ModuleMetadata, platform: string): Promise<string> {
  const moduleRef = await compile(metadata);
  const app =
    platform === 'Fastify'
      ? moduleRef.createNestApplication(new FastifyAdapter(), { logger: false })
      : moduleRef.createNestApplication({ logger: false });
  context = app;
  await app.listen(0, '127.0.0.1');
  return app.getUrl();
}

afterEach(async () => {
  await context?.close();
});

describe.each(['Express', 'Fastify'])('over HTTP on %s', (platform) => {
  it('each failure has its status', async () => {
    const url = await serve(withGlobalFilter, platform);
    for (const { name, id, statusCode } of CASES) {
      arrange(name);
      const response = await fetch(`${url}/track?id=${id}`);
      const body = await response.text();
      expect(response.status).toBe(statusCode);
      expect(response.headers.has('retry-after')).toBe(name === 'a rate limit');
      expect(JSON.parse(body)).toEqual({ statusCode, message: expect.any(String) });
      expect(body).not.toMatch(INTERNAL);
    }
  });
});

describe.each([
  {
    driver: 'Apollo',
    platform: 'Express',
    graphql: () =>
      GraphQLModule.forRoot<ApolloDriverConfig>({
        driver: ApolloDriver,
        autoSchemaFile: true,
        playground: false,
        includeStacktraceInErrorResponses: false,
      }),
  },
  {
    driver: 'mercurius',
    platform: 'Fastify',
    graphql: () =>
      GraphQLModule.forRoot<MercuriusDriverConfig>({
        driver: MercuriusDriver,
        autoSchemaFile: true,
        cache: false, // mercurius 16 imports its cache, an ES module, which Jest does not allow
      }),
  },
])('in GraphQL on $driver', ({ platform, graphql }) => {
  it.each([
    { scope: 'global', field: 'track', filters: [globalFilter] },
    { scope: "field's own", field: 'filteredTrack', filters: [] },
  ])('each failure has its code and status by a $scope filter', async ({ field, filters }) => {
    const providers = [TracksResolver, ...filters];
    const url = await serve({ imports: [graphql()], providers }, platform);
    for (const { name, id, statusCode, code } of CASES) {
      arrange(name);
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: `{ ${field}(id: "${id}") { id } }` }),
      });
      const body = await response.text();
      expect(JSON.parse(body)).toMatchObject({
        errors: [{ message: expect.any(String), extensions: { code, status: statusCode } }],
      });
      expect(body).not.toMatch(INTERNAL);
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
      expect(JSON.stringify(error)).not.toMatch(INTERNAL);
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
      const received = await exception;
      expect(received).toMatchObject({ statusCode, code });
      expect(JSON.stringify(received)).not.toMatch(INTERNAL);
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
      expect(JSON.stringify(exception)).not.toMatch(INTERNAL);
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
