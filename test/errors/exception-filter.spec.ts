import { Controller, Get, type INestApplication, Query, UseFilters } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { SpotifyArtistsService, SpotifyExceptionFilter, SpotifyHttpService } from 'nestjs-spotify';
import { FakeSpotify, SpotifyTestingModule } from 'nestjs-spotify/testing';

@Controller()
@UseFilters(SpotifyExceptionFilter)
class ProxyController {
  constructor(
    private readonly http: SpotifyHttpService,
    private readonly artists: SpotifyArtistsService,
  ) {}

  @Get('forward')
  forward(@Query('path') path: string): Promise<unknown> {
    return this.http.get(path);
  }

  @Get('related')
  related(): Promise<unknown> {
    return this.artists.relatedArtists('0'.repeat(22));
  }

  @Get('other')
  other(): never {
    throw new Error('not of the family');
  }
}

describe('SpotifyExceptionFilter', () => {
  let app: INestApplication;
  let fake: FakeSpotify;
  let url: string;

  beforeEach(async () => {
    const moduleRef = await Test.createTestingModule({
      imports: [SpotifyTestingModule.forRoot({ retry: false, timeout: 100, cache: false })],
      controllers: [ProxyController],
    }).compile();
    app = moduleRef.createNestApplication({ logger: false });
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
    fake = moduleRef.get(FakeSpotify);
  });

  afterEach(() => app.close());

  const request = (path = '/markets') => fetch(`${url}/forward?path=${encodeURIComponent(path)}`);

  it('passes on a 404 and a 400, with Spotify’s message', async () => {
    fake.failNext({ status: 404, body: { error: { status: 404, message: 'Non existing id' } } });
    const missing = await request();
    expect([missing.status, await missing.json()]).toEqual([
      404,
      { statusCode: 404, message: 'Non existing id' },
    ]);
    fake.failNext({ status: 400, body: { error: { status: 400, message: 'Invalid limit' } } });
    const wrong = await request();
    expect([wrong.status, await wrong.json()]).toEqual([
      400,
      { statusCode: 400, message: 'Invalid limit' },
    ]);
  });

  it("responds with what is wrong in the client's own input", async () => {
    const response = await request('//elsewhere');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      message: expect.stringContaining('elsewhere') as string,
    });
  });

  it('responds to a rate limit with 503 and Retry-After', async () => {
    fake.rateLimitNext({ retryAfter: 3600 });
    const response = await request();
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(3500);
    expect(Number(response.headers.get('retry-after'))).toBeLessThanOrEqual(3600);
  });

  it('responds to a timeout with 504', async () => {
    fake.hangNext();
    expect((await request()).status).toBe(504);
  });

  it.each([
    ['5xx', () => fake.failNext({ status: 500 })],
    ['a reset', () => fake.resetNext()],
    ['a 403', () => fake.failNext({ status: 403 })],
    [
      'wrong credentials',
      () => fake.failNext({ at: 'accounts', status: 400, body: { error: 'invalid_client' } }),
    ],
    ['a body that is not JSON', () => fake.failNext({ status: 200, body: '<html>' })],
  ])('responds to %s with 502, without details', async (_, fault) => {
    fault();
    const response = await request();
    expect(response.status).toBe(502);
    expect(await response.json()).toEqual({
      statusCode: 502,
      message: 'Spotify is unavailable',
    });
  });

  it('responds with 501 to an endpoint that the quota mode does not have', async () => {
    expect((await fetch(`${url}/related`)).status).toBe(501);
  });

  it('does not handle other errors', async () => {
    expect((await fetch(`${url}/other`)).status).toBe(500);
  });
});
