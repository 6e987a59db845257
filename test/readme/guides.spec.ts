import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import type { Type } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { Test, type TestingModule } from '@nestjs/testing';
import {
  SPOTIFY_OPTIONS,
  type SpotifyCatalogService,
  type SpotifyModuleOptions,
} from 'nestjs-spotify';
import {
  buildTrack,
  FakeSpotify,
  SpotifyTestingModule,
  type SpotifyTestingOptions,
} from 'nestjs-spotify/testing';
import { snippet as load, writeSnippets } from './snippets.js';

const { folder } = writeSnippets('guides');
const snippet = <T = Type>(file: string, name: string): Promise<T> => load(folder, file, name);

let moduleRef: TestingModule;
afterEach(() => moduleRef.close());

/** An example's class over a fake. */
async function provide<T>(
  file: string,
  name: string,
  options?: SpotifyTestingOptions,
): Promise<[T, FakeSpotify]> {
  const type = await snippet<Type<T>>(file, name);
  moduleRef = await Test.createTestingModule({
    imports: [SpotifyTestingModule.forRoot(options)],
    providers: [type],
  }).compile();
  return [moduleRef.get(type), moduleRef.get(FakeSpotify)];
}

function apiRequests(fake: FakeSpotify): number {
  return fake.requests.filter(({ service }) => service === 'api').length;
}

describe('the modules of the guides', () => {
  it.each([
    ['budget.module.ts', 'BudgetModule'],
    ['cached.module.ts', 'CachedModule'],
    ['behind-a-proxy.module.ts', 'BehindAProxyModule'],
    ['vault.module.ts', 'VaultAppModule'],
  ])('start: %s', async (file, name) => {
    moduleRef = await Test.createTestingModule({ imports: [await snippet(file, name)] }).compile();
    await moduleRef.init();
    expect(moduleRef.get<SpotifyModuleOptions>(SPOTIFY_OPTIONS, { strict: false })).toBeDefined();
  });

  it('choose a client per tenant', async () => {
    moduleRef = await Test.createTestingModule({
      imports: [await snippet('tenants.module.ts', 'TenantsModule')],
    }).compile();
    interface Catalogs {
      of(tenant: string): SpotifyCatalogService;
    }
    const type = await snippet<Type<Catalogs>>('tenants.module.ts', 'TenantCatalogs');
    const catalogs = moduleRef.get(type);
    expect(catalogs.of('north')).toHaveProperty('albums');
    expect(catalogs.of('south')).not.toBe(catalogs.of('north'));
  });
});

describe('the services of README and guides', () => {
  it('read an artist’s titles, tracks by their ids, and a pasted link', async () => {
    interface Example {
      titles(name: string): Promise<string[]>;
      tracks(ids: string[]): Promise<unknown[]>;
      paste(text: string): Promise<unknown>;
    }
    const [service, fake] = await provide<Example>('discography.service.ts', 'Discography');
    const artist = fake.catalog.add.artist({ name: 'Slowdive' });
    fake.catalog.add.album({ name: 'Souvlaki', artists: [artist] });
    expect(await service.titles('Slowdive')).toEqual(['Souvlaki']);
    expect(await service.titles('nobody of this name')).toEqual([]);
    const [track, none] = await service.tracks([fake.catalog.trackId(0), '0'.repeat(22)]);
    expect([track, none]).toMatchObject([{ type: 'track' }, null]);
    expect(await service.paste(`spotify:artist:${artist.id}`)).toMatchObject({ name: 'Slowdive' });
  });

  it('read an album anew', async () => {
    interface Example {
      releasedToday(id: string): Promise<unknown>;
    }
    const file = 'fresh-album.service.ts';
    const [service, fake] = await provide<Example>(file, 'FreshAlbumService');
    await service.releasedToday(fake.catalog.albumId(0));
    await service.releasedToday(fake.catalog.albumId(0));
    expect(apiRequests(fake)).toBe(2);
  });

  it('read some fields of a playlist', async () => {
    interface Example {
      titles(playlist: string): Promise<{ name?: string; titles?: string[] }>;
    }
    const file = 'playlist-titles.service.ts';
    const [service, fake] = await provide<Example>(file, 'PlaylistTitles', {
      quotaMode: 'extended',
    });
    const items = [fake.catalog.add.track(buildTrack({ name: 'Alison' }))];
    const { id } = fake.catalog.add.playlist({ name: 'Shoegaze', items });
    expect(await service.titles(id)).toEqual({ name: 'Shoegaze', titles: ['Alison'] });
  });

  it('do what the code did that came before', async () => {
    interface Titles {
      titles(artist: string): Promise<string[]>;
    }
    const [titles, fake] = await provide<Titles>('titles.service.ts', 'TitlesService');
    expect(await titles.titles(fake.catalog.artistId(0))).not.toHaveLength(0);
    await moduleRef.close();

    interface AlbumPage {
      album(id: string): Promise<{ title: string; names: string[] }>;
    }
    const [page] = await provide<AlbumPage>('album-page.service.ts', 'AlbumPageService');
    expect((await page.album(fake.catalog.albumId(19))).names).toHaveLength(64);
    await moduleRef.close();

    interface Own {
      album(id: string): Promise<unknown>;
    }
    const [own] = await provide<Own>('my-spotify.service.ts', 'MySpotifyService');
    expect(await own.album(fake.catalog.albumId(0))).toMatchObject({ type: 'album' });
  });
});

describe('the controllers of the guides', () => {
  it('document the filter’s responses', async () => {
    moduleRef = await Test.createTestingModule({
      imports: [SpotifyTestingModule.forRoot()],
      controllers: [await snippet('documented-albums.controller.ts', 'DocumentedAlbumsController')],
    }).compile();
    const app = moduleRef.createNestApplication({ logger: false });
    const document = SwaggerModule.createDocument(app, new DocumentBuilder().build());
    const responses = document.paths['/albums/{id}']?.get?.responses ?? {};
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', '404', '502', '503']));
    await app.close();
  });

  it('resolve the artists of many tracks in few requests', async () => {
    moduleRef = await Test.createTestingModule({
      imports: [
        SpotifyTestingModule.forRoot({ quotaMode: 'extended' }),
        GraphQLModule.forRoot<ApolloDriverConfig>({ driver: ApolloDriver, autoSchemaFile: true }),
      ],
      providers: [await snippet('track.resolver.ts', 'TrackResolver')],
    }).compile();
    const app = moduleRef.createNestApplication({ logger: false });
    await app.listen(0, '127.0.0.1');
    const response = await fetch(`${await app.getUrl()}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ tracks(words: "love") { name artists { name } } }' }),
    });
    const { data } = (await response.json()) as {
      data: { tracks: { artists: { name: string }[] }[] };
    };
    expect(data.tracks).toHaveLength(20);
    expect(data.tracks[0]?.artists[0]?.name).toEqual(expect.any(String));
    expect(apiRequests(moduleRef.get(FakeSpotify))).toBeLessThanOrEqual(2); // the search, and the artists
    await app.close();
  });

  it('answer a message and a socket', async () => {
    interface Music {
      album(id: string): Promise<unknown>;
    }
    const [music, fake] = await provide<Music>('music.controller.ts', 'MusicController');
    expect(await music.album(fake.catalog.albumId(0))).toMatchObject({ type: 'album' });
    await moduleRef.close();

    interface Gateway {
      find(words: string): Promise<{ data: string[] }>;
    }
    const [gateway] = await provide<Gateway>('search.gateway.ts', 'SearchGateway');
    expect((await gateway.find('love')).data).toHaveLength(10);
  });
});
