import { Injectable, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import {
  getSpotifyToken,
  InjectSpotify,
  SpotifyAlbumsService,
  SpotifyCatalogService,
  SpotifyConfigError,
  SpotifyHttpService,
  SpotifyModule,
  type SpotifyModuleOptions,
  type SpotifyOptionsFactory,
} from 'nestjs-spotify';
import { FakeSpotify } from 'nestjs-spotify/testing';

const fake = new FakeSpotify({ quotaMode: 'extended' });

function options(more: Partial<SpotifyModuleOptions> = {}): SpotifyModuleOptions {
  return {
    clientId: 'the-id',
    clientSecret: 'the-secret',
    apiUrl: fake.apiUrl,
    accountsUrl: fake.accountsUrl,
    http: { adapter: fake.adapter },
    ...more,
  } as SpotifyModuleOptions;
}

@Injectable()
class OptionsService implements SpotifyOptionsFactory {
  createSpotifyOptions(): SpotifyModuleOptions {
    return options({ market: 'SE' });
  }
}

@Module({ providers: [OptionsService], exports: [OptionsService] })
class OptionsModule {}

let moduleRef: TestingModule | undefined;

async function compile(...imports: Parameters<typeof Module>[0]['imports'] & object) {
  moduleRef = await Test.createTestingModule({ imports }).compile();
  return moduleRef;
}

async function albumFrom(client: TestingModule): Promise<unknown> {
  return client.get(SpotifyCatalogService).albums.get(fake.catalog.albumId(1));
}

const anAlbum: unknown = expect.objectContaining({ type: 'album' });

beforeEach(() => {
  fake.requests.length = 0;
});

afterEach(async () => {
  await moduleRef?.close();
  moduleRef = undefined;
});

describe('SpotifyModule.forRoot', () => {
  it('takes options', async () => {
    expect(await albumFrom(await compile(SpotifyModule.forRoot(options())))).toEqual(anAlbum);
  });

  it('is available where it is imported, and everywhere with isGlobal', async () => {
    @Injectable()
    class Reader {
      constructor(readonly albums: SpotifyAlbumsService) {}
    }
    @Module({ providers: [Reader] })
    class ReaderModule {}

    await expect(compile(SpotifyModule.forRoot(options()), ReaderModule)).rejects.toThrow(
      'SpotifyAlbumsService',
    );
    const client = await compile(
      SpotifyModule.forRoot({ ...options(), isGlobal: true }),
      ReaderModule,
    );
    expect(client.get(Reader, { strict: false }).albums).toBeInstanceOf(SpotifyAlbumsService);
  });
});

describe('SpotifyModule.forRootAsync', () => {
  it('takes useFactory with imports and inject', async () => {
    expect(
      await albumFrom(
        await compile(
          SpotifyModule.forRootAsync({
            imports: [OptionsModule],
            inject: [OptionsService],
            useFactory: async (service: OptionsService) => service.createSpotifyOptions(),
          }),
        ),
      ),
    ).toEqual(anAlbum);
    expect(fake.requests.at(-1)?.query.get('market')).toBe('SE');
  });

  it('takes useClass', async () => {
    expect(
      await albumFrom(await compile(SpotifyModule.forRootAsync({ useClass: OptionsService }))),
    ).toEqual(anAlbum);
  });

  it('takes useExisting', async () => {
    expect(
      await albumFrom(
        await compile(
          SpotifyModule.forRootAsync({ imports: [OptionsModule], useExisting: OptionsService }),
        ),
      ),
    ).toEqual(anAlbum);
  });

  it('takes extraProviders for the factory', async () => {
    expect(
      await albumFrom(
        await compile(
          SpotifyModule.forRootAsync({
            extraProviders: [{ provide: 'MARKET', useValue: 'GB' }],
            inject: ['MARKET'],
            useFactory: (market: string) => options({ market }),
          }),
        ),
      ),
    ).toEqual(anAlbum);
    expect(fake.requests.at(-1)?.query.get('market')).toBe('GB');
  });

  it('rejects with a clear error when the factory returns nothing', async () => {
    const nothing = SpotifyModule.forRootAsync({ useFactory: () => undefined as never });
    await expect(compile(nothing)).rejects.toThrow(SpotifyConfigError);
  });
});

describe('named clients', () => {
  @Injectable()
  class Labels {
    constructor(
      readonly own: SpotifyCatalogService,
      @InjectSpotify(SpotifyCatalogService, 'label-a') readonly a: SpotifyCatalogService,
      readonly http: SpotifyHttpService,
      @InjectSpotify(SpotifyHttpService, 'label-a') readonly httpOfA: SpotifyHttpService,
    ) {}
  }

  it('work beside the unnamed one, each with its own token and sockets', async () => {
    const other = new FakeSpotify({ clientId: 'label', clientSecret: 'label-secret' });
    moduleRef = await Test.createTestingModule({
      imports: [
        SpotifyModule.forRoot(options()),
        SpotifyModule.forRoot({
          ...options({ http: { adapter: other.adapter } }),
          clientId: 'label',
          clientSecret: 'label-secret',
          credentials: undefined,
          name: 'label-a',
        }),
      ],
      providers: [Labels],
    }).compile();
    const labels = moduleRef.get(Labels);
    await labels.own.albums.get(fake.catalog.albumId(1));
    await labels.a.albums.get(other.catalog.albumId(2));
    expect(fake.requests).toHaveLength(2);
    expect(other.requests).toHaveLength(2);
    expect(labels.own.albums).not.toBe(labels.a.albums);
    expect(labels.http.axiosRef).not.toBe(labels.httpOfA.axiosRef);
    const token = getSpotifyToken(SpotifyCatalogService, 'label-a');
    expect(moduleRef.get(token)).toBe(labels.a);
  });

  it('cannot share a name', async () => {
    const twice = [options({ market: 'SE' }), options({ market: 'GB' })].map((given) =>
      SpotifyModule.forRoot({ ...given, name: 'label-a' }),
    );
    await expect(compile(...twice)).rejects.toThrow(/'label-a' for two modules/);
  });

  it('may be registered once and imported by several modules', async () => {
    const spotify = SpotifyModule.forRoot(options());
    @Module({ imports: [spotify] })
    class One {}
    @Module({ imports: [spotify] })
    class Two {}
    expect(await albumFrom(await compile(One, Two, spotify))).toEqual(anAlbum);
  });

  it('may have the same name in two apps', async () => {
    const first = await compile(SpotifyModule.forRoot(options()));
    expect(await albumFrom(await compile(SpotifyModule.forRoot(options())))).toEqual(anAlbum);
    await first.close();
  });
});

describe('options are checked at start', () => {
  it.each([
    ['clientId', { clientId: '' }, /clientId.*missing.*SPOTIFY_CLIENT_ID/],
    ['clientSecret', { clientSecret: undefined }, /clientSecret.*missing/],
    ['clientId', { clientId: 42 }, /clientId.*non-empty string/],
    ['quotaMode', { quotaMode: 'free' }, /'free'.*'development' or 'extended'/],
    ['market', { market: 'Sweden' }, /'Sweden'.*ISO 3166-1/],
    ['market', { market: 'from_token' }, /'from_token'.*no country/],
    ['apiUrl', { apiUrl: 'api.spotify.com' }, /http\(s\) URL/],
    ['accountsUrl', { accountsUrl: 'https://user:secret@accounts.spotify.com' }, /credentials/],
    ['timeout', { timeout: 0 }, /a number of ms, from 1/],
    ['timeout', { timeout: 1e12 }, /from 1 to 2147483647/],
    ['timeout', { timeout: '5000' }, /'5000'.*a number/],
    ['retry.maxDelay', { retry: { maxDelay: 1e12 } }, /from 0 to 2147483647/],
    ['retry.attempts', { retry: { attempts: 0 } }, /whole number of at least 1/],
    ['rateLimit.maxWait', { rateLimit: { maxWait: -1 } }, /from 0/],
    ['rateLimit.maxQueue', { rateLimit: { maxQueue: -1 } }, /at least 0/],
    ['rateLimit.requestsPer30s', { rateLimit: { requestsPer30s: 1.5 } }, /whole number/],
    ['cache.maxBytes', { cache: { maxBytes: Number.NaN } }, /whole number/],
    ['concurrency', { concurrency: 0 }, /whole number of at least 1/],
    ['refreshAhead', { refreshAhead: Infinity }, /from 0/],
    ['batching', { batching: 'false' }, /'false'.*true or false/],
    ['warmUp', { warmUp: 0 }, /0.*true or false/],
    ['credentials', { credentials: 'id:the-secret' }, /is not a function/],
    ['accessToken', { accessToken: '' }, /is not a valid \w+/],
    ['accessToken', { accessToken: 'the-secret\r\nx-header: 1' }, /is not a valid \w+/],
    ['accessToken.accessToken', { accessToken: {} }, /is not a valid \w+/],
    [
      'accessToken.tokenType',
      { accessToken: { accessToken: 'the-secret', tokenType: 'a b' } },
      /is not a valid \w+/,
    ],
    [
      'accessToken.expiresIn',
      { accessToken: { accessToken: 'the-secret', expiresIn: 0 } },
      /is not a valid \w+/,
    ],
    [
      'accessToken.expiresAt',
      { accessToken: { accessToken: 'the-secret', expiresAt: new Date('soon') } },
      /is not a valid \w+/,
    ],
    ['shared.tokens', { shared: { tokens: { get() {} } } }, /the methods get, set, delete/],
    [
      'shared.limits.timeout',
      { shared: { limits: { exchange() {}, timeout: Infinity } } },
      /number of ms/,
    ],
    [
      'shared.responses',
      { shared: { responses: new Map().keys() } },
      /the methods get, set, delete/,
    ],
  ])('%s: %j', async (option, wrong, message) => {
    const given = { ...options(), ...wrong } as SpotifyModuleOptions;
    const error: unknown = await compile(SpotifyModule.forRoot(given)).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(SpotifyConfigError);
    expect(error).toMatchObject({ option, message: expect.stringMatching(message) as string });
    expect(String(error)).not.toContain('secret@');
    expect(String(error)).not.toContain('the-secret');
  });
});
