import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import nock from 'nock';
import { Logger, type INestApplication, type Type } from '@nestjs/common';
import { jest } from '@jest/globals';
import { Test } from '@nestjs/testing';
import {
  SPOTIFY_OPTIONS,
  SpotifyAlbumsService,
  SpotifyBadRequestError,
  type SpotifyAccessToken,
} from 'nestjs-spotify';
import { FakeSpotify, SpotifyTestingModule } from 'nestjs-spotify/testing';
import { blocks, snippet as load, writeSnippets } from './snippets.js';

const { folder, names } = writeSnippets('examples');

const snippet = <T = Type>(file: string, name: string): Promise<T> => load(folder, file, name);

async function provide<T>(type: Type<T>): Promise<[service: T, fake: FakeSpotify]> {
  const moduleRef = await Test.createTestingModule({
    imports: [SpotifyTestingModule.forRoot()],
    providers: [type],
  }).compile();
  return [moduleRef.get(type), moduleRef.get(FakeSpotify)];
}

interface Ask {
  albumNames(ids: string[]): Promise<(string | null)[]>;
  discography(id: string): Promise<{ total: number; titles: string[] }>;
  find(artist: string): Promise<unknown[]>;
  quickly(id: string): Promise<unknown>;
  bestMatch(words: string): Promise<unknown>;
  trackNames(id: string): Promise<string[]>;
  paste(text: string): Promise<string>;
  recording(isrc: string): Promise<unknown>;
}

interface UserMusic {
  entries(playlist: string, accessToken: string): Promise<unknown[]>;
  profile(accessToken: string): Promise<unknown>;
}

interface Tokens {
  once(): Promise<SpotifyAccessToken>;
  header(): Promise<string>;
}

// It replaces Node's http for the whole process, and so for the specs that this one runs after.
afterAll(() => nock.restore());

const TSC = join(process.cwd(), 'node_modules/.bin/tsc');

describe('the examples of the README and the guides', () => {
  it('type-check', () => {
    const { stdout, status } = spawnSync(TSC, ['-p', folder], { encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  }, 60_000);

  it('type-check in an app with exactOptionalPropertyTypes', () => {
    const flags = ['-p', folder, '--exactOptionalPropertyTypes'];
    const { stdout } = spawnSync(TSC, flags, { encoding: 'utf8' });
    // The library's own sources are compiled here too, by rules that are not theirs.
    const problems = stdout.split('\n').filter((line) => line.includes('.snippets/'));
    expect(problems).toEqual([]);
  }, 60_000);

  it('require an extended app’s fields where they augment the library’s types', () => {
    const augmenting = join(folder, 'augmenting');
    const use = `import type { Track } from 'nestjs-spotify';
      export const popularityOf = (track: Track): number => track.popularity;`;
    writeFileSync(join(augmenting, 'use.ts'), use);
    const { stdout } = spawnSync(TSC, ['-p', augmenting], { encoding: 'utf8' });
    const problems = stdout.split('\n').filter((line) => line.includes('.snippets/'));
    expect(problems).toEqual([]);
  }, 60_000);

  it('are all tested', () => {
    expect(names.length).toBeGreaterThanOrEqual(25);
    // In another language nothing would compile them.
    const languages = new Set(blocks().map(({ language }) => language));
    expect([...languages].toSorted()).toEqual(['', 'sh', 'ts']);
  });
});

it('the guide to the options mentions every option', () => {
  const guide = readFileSync('docs/guides/options.md', 'utf8');
  const options = readFileSync('lib/options/spotify-module.options.ts', 'utf8');
  const common = /interface SpotifyClientOptions \{([^]*?)\n\}/.exec(options)?.[1] ?? '';
  const declared = [...common.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name]) => name);
  expect(declared.length).toBeGreaterThan(10);
  for (const name of declared) expect(guide).toContain(`\`${name}\``);
});

describe('the quick start', () => {
  const fake = new FakeSpotify();
  let app: INestApplication;
  let url: string;

  beforeAll(async () => {
    await fake.listen();
    const moduleRef = await Test.createTestingModule({
      imports: [await snippet('app.module.ts', 'AppModule')],
    })
      .overrideProvider(SPOTIFY_OPTIONS)
      .useValue({
        clientId: 'id',
        clientSecret: 'secret',
        market: 'SE',
        apiUrl: fake.apiUrl,
        accountsUrl: fake.accountsUrl,
      })
      .compile();
    app = moduleRef.createNestApplication({ logger: false });
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });

  afterAll(async () => {
    await app.close();
    await fake.close();
  });

  it('responds with an album by its id, and by its link', async () => {
    const id = fake.catalog.albumId(7);
    const link = encodeURIComponent(`https://open.spotify.com/album/${id}?si=x`);
    for (const given of [id, link]) {
      const response = await fetch(`${url}/albums/${given}`);
      expect(await response.json()).toMatchObject({ id, type: 'album' });
    }
  });

  it("responds with the album's tracks", async () => {
    const response = await fetch(`${url}/albums/${fake.catalog.albumId(7)}/tracks`);
    const tracks = (await response.json()) as { type: string; track_number: number }[];
    expect(tracks[0]).toMatchObject({ type: 'track', track_number: 1 });
  });

  it('responds with 400 to an invalid id, and 404 to an unknown album', async () => {
    expect((await fetch(`${url}/albums/nonsense`)).status).toBe(400);
    expect((await fetch(`${url}/albums/${'0'.repeat(22)}`)).status).toBe(404);
  });
});

describe('the other examples', () => {
  it('create options with a class', async () => {
    const options = await snippet<Type<{ createSpotifyOptions(): unknown }>>(
      'spotify-options.ts',
      'SpotifyOptions',
    );
    expect(new options().createSpotifyOptions()).toMatchObject({ quotaMode: 'extended' });
    const moduleRef = await Test.createTestingModule({
      imports: [await snippet('spotify-options.ts', 'CoreModule')],
    }).compile();
    await moduleRef.close();
  });

  it('inject a named client', async () => {
    const service = await snippet('label.module.ts', 'LabelService');
    const moduleRef = await Test.createTestingModule({
      imports: [await snippet('label.module.ts', 'LabelModule')],
    }).compile();
    expect(moduleRef.get(service)).toHaveProperty('catalog.albums');
    await moduleRef.close();
  });

  it('read the catalogue', async () => {
    const [service, fake] = await provide(
      await snippet<Type<Ask>>('catalog-examples.service.ts', 'CatalogExamples'),
    );
    const { catalog } = fake;
    expect(await service.albumNames([catalog.albumId(1), '0'.repeat(22)])).toEqual([
      expect.any(String),
      null,
    ]);
    const { total, titles } = await service.discography(catalog.artistId(3));
    expect(titles).toHaveLength(total);
    expect(await service.quickly(catalog.trackId(5))).toMatchObject({ type: 'track' });
    expect(await service.bestMatch('love')).toMatchObject({ type: 'track' });
    expect(await service.trackNames(catalog.albumId(19))).toHaveLength(64); // the fake's longest
    expect(await service.trackNames('0'.repeat(22))).toEqual([]);
    expect(await service.paste(` open.spotify.com/artist/${catalog.artistId(1)} `)).toBe('artist');
    expect(await service.recording('GBAYE0000000')).toBeNull();
    await service.find('no such artist "quoted"');
    expect(fake.requests.at(-1)?.query.get('q')).toContain('year:1990-2030');
  });

  it('catch an error', async () => {
    const [service, fake] = await provide(
      await snippet<Type<{ find(id: string): Promise<object | null> }>>(
        'album-or-nothing.service.ts',
        'AlbumOrNothing',
      ),
    );
    expect(await service.find(fake.catalog.albumId(8))).toMatchObject({ type: 'album' });
    expect(await service.find('0'.repeat(22))).toBeNull();
    fake.rateLimitNext({ retryAfter: 120 });
    expect(await service.find(fake.catalog.albumId(9))).toEqual({ retryAt: expect.any(Date) });
    await expect(service.find('no id')).rejects.toThrow(SpotifyBadRequestError);
  });

  it('add an interceptor', async () => {
    const log = jest.spyOn(Logger.prototype, 'log').mockImplementation(() => {});
    const moduleRef = await Test.createTestingModule({
      imports: [SpotifyTestingModule.forRoot()],
      providers: [await snippet('request-log.service.ts', 'RequestLog')],
    }).compile();
    await moduleRef.init();
    const id = moduleRef.get(FakeSpotify).catalog.albumId(0);
    await moduleRef.get(SpotifyAlbumsService).get(id);
    expect(log).toHaveBeenCalledWith(`GET /albums/${id}`);
    await moduleRef.close();
  });

  it('make calls in a user’s name', async () => {
    const [service, fake] = await provide(
      await snippet<Type<UserMusic>>('user-music.service.ts', 'UserMusicService'),
    );
    const { id, owner } = fake.catalog.add.playlist({ items: [fake.catalog.add.track()] });
    const accessToken = fake.userToken(owner.id);
    expect(await service.entries(id, accessToken)).toHaveLength(1);
    await expect(service.entries(id, fake.userToken('another'))).rejects.toThrow('403');
    fake.answer('/me', ({ headers }) => ({ display_name: headers['authorization'] }));
    expect(await service.profile(accessToken)).toEqual({ display_name: `Bearer ${accessToken}` });
    expect(fake.requests.every(({ service: at }) => at === 'api')).toBe(true);
  });

  it('request tokens', async () => {
    const [service] = await provide(
      await snippet<Type<Tokens>>('token.service.ts', 'TokenService'),
    );
    const once = await service.once();
    const header = await service.header();
    expect(header).toMatch(/^Bearer \S+$/);
    expect(header).not.toContain(once.accessToken);
    expect(await service.header()).toBe(header);
  });
});

for (const name of names.filter((file) => file.endsWith('spec.ts'))) {
  await import(join(folder, name));
}
