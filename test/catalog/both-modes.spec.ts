import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { type QuotaMode, SpotifyModule } from 'nestjs-spotify';
import { FakeCatalog } from 'nestjs-spotify/testing';
import { onCleanup } from '../support/cleanup.js';
import { startFake } from '../support/fake.js';
import { FeatureController } from './feature.controller.js';

const ids = new FakeCatalog();
const UNKNOWN = '0'.repeat(22);

/** The feature as an app over a fake Spotify in one of its modes, both over HTTP. */
async function startApp(quotaMode: QuotaMode) {
  const fake = await startFake({ quotaMode });
  const moduleRef = await Test.createTestingModule({
    imports: [
      SpotifyModule.forRoot({
        clientId: 'id',
        clientSecret: 'secret',
        quotaMode,
        market: 'SE',
        apiUrl: fake.apiUrl,
        accountsUrl: fake.accountsUrl,
      }),
    ],
    controllers: [FeatureController],
  }).compile();
  const app: INestApplication = moduleRef.createNestApplication({ logger: false });
  await app.listen(0, '127.0.0.1');
  onCleanup(() => app.close());
  return { fake, url: await app.getUrl() };
}

describe('a feature written once', () => {
  const apps = {} as Record<QuotaMode, Awaited<ReturnType<typeof startApp>>>;

  beforeAll(async () => {
    apps.development = await startApp('development');
    apps.extended = await startApp('extended');
  });

  async function get(mode: QuotaMode, path: string) {
    const response = await fetch(apps[mode].url + path);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  const pathsOf = (mode: QuotaMode) => apps[mode].fake.requests.map(({ path }) => path);

  it.each([
    ['an album with its tracks', `/albums/${ids.albumId(3)}`, ['tracks']],
    ['an artist with the albums', `/artists/${ids.artistId(8)}`, ['albums']],
    ['many tracks', `/tracks?ids=${[ids.trackId(1), UNKNOWN, ids.trackId(9)].join(',')}`, []],
    ['a playlist', `/playlists/${ids.playlistId(2)}`, ['name']],
    ['a search', '/search?q=love', ['tracks', 'totals']],
    ['a show with its episodes', `/shows/${ids.showId(0)}`, ['episodes']],
  ])('responds with %s in both modes', async (_, path, filled) => {
    const [development, extended] = await Promise.all([
      get('development', path),
      get('extended', path),
    ]);
    expect([development.status, extended.status]).toEqual([200, 200]);
    for (const name of filled) {
      const value = development.body[name];
      expect(Array.isArray(value) || typeof value === 'string').toBe(true);
      expect(value).not.toHaveLength(0);
    }
    expect(stable(development.body)).toEqual(stable(extended.body));
    const refused = apps.development.fake.requests.filter(({ status }) => status === 403);
    expect(refused).toEqual([]);
  });

  it.each(['development', 'extended'] as const)(
    'responds with 404 to unknown ids and 400 to bad input in %s mode',
    async (mode) => {
      expect(await get(mode, `/albums/${UNKNOWN}`)).toMatchObject({ status: 404 });
      expect(await get(mode, '/albums/nonsense')).toMatchObject({ status: 400 });
      expect(await get(mode, '/search?q=')).toMatchObject({ status: 400 });
    },
  );

  it('requests many tracks in a batch in extended mode, and one by one in development mode', async () => {
    for (const mode of ['development', 'extended'] as const) {
      await get(mode, `/tracks?ids=${ids.trackId(41)},${ids.trackId(42)}`);
    }
    expect(pathsOf('extended')).toContain('/v1/tracks');
    expect(pathsOf('development')).not.toContain('/v1/tracks');
    expect(pathsOf('development')).toContain(`/v1/tracks/${ids.trackId(42)}`);
  });
});

/** Without what differs between the modes: the links' origin, removed fields, the first page of a search. */
function stable(body: object): unknown {
  return JSON.parse(
    JSON.stringify(body, (name, value: unknown) =>
      ['href', 'totals', 'preview_url', 'available_markets', 'linked_from'].includes(name)
        ? undefined
        : value,
    ),
  );
}
