import { Controller, Get, type INestApplication, UseFilters } from '@nestjs/common';
import { ApiOkResponse, DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { Test } from '@nestjs/testing';
import { SpotifyCatalogService, SpotifyExceptionFilter } from 'nestjs-spotify';
import {
  ApiSpotifyErrors,
  spotifyListSchema,
  spotifyPageSchema,
  spotifySchema,
} from 'nestjs-spotify/swagger';
import { FakeSpotify, SpotifyTestingModule } from 'nestjs-spotify/testing';

@Controller()
@ApiSpotifyErrors()
@UseFilters(SpotifyExceptionFilter)
class AlbumsController {
  constructor(
    private readonly catalog: SpotifyCatalogService,
    private readonly fake: FakeSpotify,
  ) {}

  @Get('album')
  @ApiOkResponse({ schema: spotifySchema('Album') })
  album(): Promise<unknown> {
    return this.catalog.albums.get(this.fake.catalog.albumId(0));
  }

  @Get('tracks')
  @ApiOkResponse({ schema: spotifyListSchema('SimplifiedTrack') })
  tracks(): Promise<unknown> {
    return this.catalog.albums.tracks(this.fake.catalog.albumId(0)).toArray();
  }

  @Get('page')
  @ApiOkResponse({ schema: spotifyPageSchema('SimplifiedTrack') })
  async page(): Promise<unknown> {
    return this.catalog.albums.tracks(this.fake.catalog.albumId(0));
  }

  @Get('bad')
  bad(): Promise<unknown> {
    return this.catalog.albums.get('bad');
  }

  @Get('top')
  top(): Promise<unknown> {
    return this.catalog.artists.topTracks(this.fake.catalog.artistId(0));
  }
}

interface Schema {
  readonly type?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** Where a value differs from its schema. */
function mismatches(value: unknown, schema: Schema, path = '$'): string[] {
  if (value === null) return schema.nullable ? [] : [`${path} is null`];
  if (schema.anyOf) {
    const all = schema.anyOf.map((member) => mismatches(value, member, path));
    return all.some((found) => found.length === 0) ? [] : all.flat();
  }
  if (schema.enum && !schema.enum.includes(value)) return [`${path} is ${JSON.stringify(value)}`];
  if (Array.isArray(value)) {
    if (schema.type !== 'array') return [`${path} is an array`];
    return value.flatMap((item, index) =>
      mismatches(item, schema.items ?? {}, `${path}[${index}]`),
    );
  }
  const type = typeof value === 'number' && schema.type === 'integer' ? 'integer' : typeof value;
  if (schema.type !== undefined && schema.type !== type) return [`${path} is a ${type}`];
  if (typeof value !== 'object') return [];
  const object = value as Record<string, unknown>;
  return [
    ...(schema.required ?? [])
      .filter((name) => !(name in object))
      .map((name) => `${path}.${name} is missing`),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
      object[name] === undefined ? [] : mismatches(object[name], property, `${path}.${name}`),
    ),
  ];
}

let app: INestApplication;
let fake: FakeSpotify;
let document: OpenAPIObject;

beforeAll(async () => {
  const moduleRef = await Test.createTestingModule({
    imports: [
      SpotifyTestingModule.forRoot({
        retry: false,
        cache: false,
        timeout: 100,
        rateLimit: { maxWait: 0 },
      }),
    ],
    controllers: [AlbumsController],
  }).compile();
  app = moduleRef.createNestApplication({ logger: false });
  fake = moduleRef.get(FakeSpotify);
  await app.listen(0, '127.0.0.1');
  document = SwaggerModule.createDocument(app, new DocumentBuilder().build());
});

afterAll(() => app.close());

const responses = (path: string) => document.paths[path]?.get?.responses ?? {};
const get = async (path: string) => fetch((await app.getUrl()) + path);

describe('the schemas of the models', () => {
  it.each(['/album', '/tracks', '/page'])('describe what %s sends', async (path) => {
    const body: unknown = await (await get(path)).json();
    const { content } = responses(path)['200'] as { content: Record<string, { schema: Schema }> };
    const { schema } = content['application/json']!;
    expect(mismatches(body, schema)).toEqual([]);
    expect(
      mismatches({ ...(body as object), href: 42 }, spotifySchema('Album') as Schema),
    ).not.toEqual([]);
  });
});

describe('ApiSpotifyErrors', () => {
  it.each([
    ['a bad id', '/bad', 400, () => {}],
    ['a 404', '/album', 404, () => fake.failNext({ status: 404 })],
    ['an endpoint that the quota mode does not have', '/top', 501, () => {}],
    ['a 5xx', '/album', 502, () => fake.failNext({ status: 500 })],
    ['a hang', '/album', 504, () => fake.hangNext()],
    ['a rate limit', '/album', 503, () => fake.rateLimitNext({ retryAfter: 30 })],
  ])('documents what the filter sends for %s', async (_, path, status, arrange) => {
    arrange();
    const response = await get(path);
    expect(response.status).toBe(status);
    const documented = responses(path)[status] as {
      content: Record<string, { schema: Schema }>;
      headers?: object;
    };
    const { schema } = documented.content['application/json']!;
    expect(mismatches(await response.json(), schema)).toEqual([]);
    expect(documented.headers !== undefined).toBe(response.headers.has('retry-after'));
  });
});
