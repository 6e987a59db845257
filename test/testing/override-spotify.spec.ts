import { Injectable, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import {
  getSpotifyToken,
  InjectSpotify,
  SPOTIFY_OPTIONS,
  SpotifyCatalogService,
  SpotifyModule,
  SpotifyUnavailableError,
  type SpotifyModuleOptions,
  type SpotifyOptionsFactory,
} from 'nestjs-spotify';
import { overrideSpotify, SpotifyTestingModule } from 'nestjs-spotify/testing';
import { onCleanup } from '../support/cleanup.js';

/** Options factories that cannot work in a test: there are no credentials. */
function withoutCredentials(): SpotifyModuleOptions {
  throw new Error('the options factory was run');
}

@Injectable()
class Factory implements SpotifyOptionsFactory {
  createSpotifyOptions = withoutCredentials;
}

@Injectable()
class AlbumTitles {
  constructor(private readonly catalog: SpotifyCatalogService) {}

  async title(id: string): Promise<string> {
    return (await this.catalog.albums.get(id)).name;
  }
}

@Injectable()
class LabelTitles {
  constructor(
    @InjectSpotify(SpotifyCatalogService, 'label') readonly catalog: SpotifyCatalogService,
  ) {}
}

@Module({
  imports: [SpotifyModule.forRootAsync({ useFactory: withoutCredentials })],
  providers: [AlbumTitles],
})
class AppModule {}

@Module({
  imports: [AppModule, SpotifyModule.forRootAsync({ name: 'label', useClass: Factory })],
  providers: [LabelTitles],
})
class TwoClientsModule {}

const testing = (module: unknown) => Test.createTestingModule({ imports: [module as never] });

async function compile<M extends { close(): Promise<void> }>(builder: { compile(): Promise<M> }) {
  const moduleRef = await builder.compile();
  onCleanup(() => moduleRef.close());
  return moduleRef;
}

describe('overrideSpotify', () => {
  it("puts a fake under the app's own module, without its options factory", async () => {
    const { builder, fake } = overrideSpotify(testing(AppModule));
    const moduleRef = await compile(builder);
    const id = fake.catalog.albumId(4);
    expect(await moduleRef.get(AlbumTitles).title(id)).toEqual(expect.any(String));
    expect(fake.requests.map(({ path }) => path)).toEqual(['/api/token', `/v1/albums/${id}`]);
  });

  it.each([
    ['a class', SpotifyModule.forRootAsync({ useClass: Factory })],
    ['values', SpotifyModule.forRoot({ clientId: '', clientSecret: '' })],
  ])('takes the place of options from %s', async (_, module) => {
    const { builder, fake } = overrideSpotify(testing(module));
    const moduleRef = await compile(builder);
    const catalog = moduleRef.get(SpotifyCatalogService, { strict: false });
    expect(await catalog.albums.get(fake.catalog.albumId(1))).toMatchObject({ type: 'album' });
  });

  it('gives the client what the factory would have given', async () => {
    const { builder, fake } = overrideSpotify(testing(AppModule), {
      market: 'SE',
      quotaMode: 'extended',
    });
    const { albums, markets } = (await compile(builder)).get(SpotifyCatalogService, {
      strict: false,
    });
    await albums.get(fake.catalog.albumId(2));
    expect(fake.requests.at(-1)?.query.get('market')).toBe('SE');
    expect(await markets.list()).toContain('SE');
  });

  it('begins in development mode', async () => {
    const { builder } = overrideSpotify(testing(AppModule));
    const { markets } = (await compile(builder)).get(SpotifyCatalogService, { strict: false });
    await expect(markets.list()).rejects.toThrow(SpotifyUnavailableError);
  });

  it('takes the options of the fake too', async () => {
    const { builder, fake } = overrideSpotify(testing(AppModule), {
      requestsPer30s: 1,
      rateLimit: { maxWait: 0 },
    });
    const { albums } = (await compile(builder)).get(SpotifyCatalogService, { strict: false });
    await albums.get(fake.catalog.albumId(2));
    await expect(albums.get(fake.catalog.albumId(3))).rejects.toMatchObject({ status: 429 });
  });

  it('gives each of two clients a fake of its own', async () => {
    const first = overrideSpotify(testing(TwoClientsModule));
    const { builder, fake } = overrideSpotify(first.builder, { name: 'label', market: 'DE' });
    const moduleRef = await compile(builder);
    await moduleRef.get(AlbumTitles, { strict: false }).title(fake.catalog.albumId(5));
    expect([first.fake.requests.length, fake.requests.length]).toEqual([2, 0]);
    await moduleRef.get(LabelTitles).catalog.albums.get(fake.catalog.albumId(6));
    expect([first.fake.requests.length, fake.requests.length]).toEqual([2, 2]);
    expect(first.fake.requests.at(-1)?.query.get('market')).toBeNull();
    expect(fake.requests.at(-1)?.query.get('market')).toBe('DE');
  });

  it('overrides one client and leaves the other its own options', async () => {
    const mine = SpotifyModule.forRoot({ name: 'mine', clientId: 'my-id', clientSecret: 'secret' });
    @Module({ imports: [AppModule, mine] })
    class Both {}
    const moduleRef = await compile(overrideSpotify(testing(Both)).builder);
    const optionsOf = (name?: string) =>
      moduleRef.get<SpotifyModuleOptions>(getSpotifyToken(SPOTIFY_OPTIONS, name), {
        strict: false,
      });
    expect(optionsOf('mine').clientId).toBe('my-id');
    expect(optionsOf().clientId).not.toBe('my-id');
  });

  it.each([
    [undefined, 'label'],
    ['lable', 'label'],
    ['label', undefined],
  ])(
    'refuses to compile when it is for the client %s and the app has %s',
    async (name, existing) => {
      const module = SpotifyModule.forRoot({
        name: existing,
        clientId: 'id',
        clientSecret: 'secret',
      });
      const { builder } = overrideSpotify(testing(module), { name });
      await expect(builder.compile()).rejects.toMatchObject({
        name: 'SpotifyConfigError',
        option: 'name',
        message: expect.stringContaining(name ?? 'without a name') as string,
      });
    },
  );
});

describe('SpotifyTestingModule', () => {
  it('takes the options of the fake and of the module together', async () => {
    const module = SpotifyTestingModule.forRoot({
      expiresIn: 60,
      latency: 1,
      requestsPer30s: 5,
      market: 'SE',
    });
    await expect(compile(testing(module))).resolves.toBeDefined();
  });
});
