import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { type FakeSpotify, overrideSpotify } from 'nestjs-spotify/testing';
import { AppModule } from './app.module.js';

// The whole app over a fake Spotify: no credentials, no network, and no mock.
describe('the app', () => {
  let app: INestApplication;
  let fake: FakeSpotify;

  beforeEach(async () => {
    const appModule = Test.createTestingModule({ imports: [AppModule] });
    // `retry` and `maxWait` are short, so that faults reach the app at once.
    const spotify = overrideSpotify(appModule, { retry: false, rateLimit: { maxWait: 0 } });
    fake = spotify.fake;
    app = (await spotify.builder.compile()).createNestApplication();
    await app.listen(0, '127.0.0.1');
  });

  afterEach(() => app.close());

  const get = async (artist: string) => fetch(`${await app.getUrl()}/discographies/${artist}`);

  it('responds with the albums of an artist that the test adds', async () => {
    const artist = fake.catalog.add.artist({ name: 'Slowdive' });
    const album = fake.catalog.add.album({
      name: 'Souvlaki',
      artists: [artist],
      album_type: 'album',
      release_date: '1993-05-17',
    });
    fake.catalog.add.track({ name: 'Alison', artists: [artist], album, duration_ms: 231_000 });
    const response = await get('Slowdive');
    expect(await response.json()).toEqual({
      artist: 'Slowdive',
      albums: [{ name: 'Souvlaki', year: 1993, minutes: 4 }],
    });
  });

  it('responds 404 where Spotify finds nobody', async () => {
    const nobody = { artists: { items: [], total: 0, limit: 10, offset: 0, next: null } };
    fake.answer('/search', nobody);
    expect((await get('nobody')).status).toBe(404);
  });

  it('responds 503 with Retry-After while Spotify limits the app', async () => {
    fake.rateLimitNext({ retryAfter: 30 });
    const response = await get('Slowdive');
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(25);
  });

  it('responds 502 while Spotify fails, and tells nothing of what failed', async () => {
    fake.failNext({ status: 500, body: 'at database.internal' });
    const response = await get('Slowdive');
    expect(response.status).toBe(502);
    expect(await response.text()).not.toContain('internal');
  });

  it('requests an album once, however many visitors come', async () => {
    const artist = fake.catalog.add.artist({ name: 'Slowdive' });
    const album = fake.catalog.add.album({ artists: [artist], album_type: 'album' });
    await Promise.all(Array.from({ length: 20 }, () => get(artist.name)));
    const requests = fake.requests.filter(({ path }) => path.endsWith(`/albums/${album.id}`));
    expect(requests).toHaveLength(1);
  });
});
