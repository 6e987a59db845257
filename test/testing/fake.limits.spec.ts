import { jest } from '@jest/globals';
import { FakeSpotify } from '../../lib/testing/fake-spotify.js';
import type { FakeSpotifyOptions } from '../../lib/testing/fake-spotify.options.js';
import { getterOf } from './fake.client.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

async function client(options?: FakeSpotifyOptions) {
  const fake = new FakeSpotify(options);
  const get = await getterOf(fake);
  const { catalog } = fake;
  return {
    fake,
    get,
    track: (n: number) => get(`/tracks/${catalog.trackId(n)}`),
    album: (n: number) => get(`/albums/${catalog.albumId(n)}`),
  };
}

const QUOTA_EXCEEDED = {
  status: 429,
  data: { error: { status: 429, message: 'Too many requests', reason: 'QUOTA_EXCEEDED' } },
};

describe('quotaExceededNext()', () => {
  it('makes the next requests fail with the reason QUOTA_EXCEEDED', async () => {
    const { fake, track, album } = await client();
    fake.quotaExceededNext({ retryAfter: 48_925, times: 2 });
    expect(await track(0)).toMatchObject({
      ...QUOTA_EXCEEDED,
      headers: { 'retry-after': '48925' },
    });
    expect(await album(0)).toMatchObject(QUOTA_EXCEEDED);
    expect(await track(0)).toMatchObject({ status: 200 });
  });

  it('has a Retry-After of hours by default', async () => {
    const { fake, track } = await client();
    fake.quotaExceededNext();
    const { headers } = await track(0);
    expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(11_000);
  });

  it('spends one bucket only, where one is given', async () => {
    const { fake, track, album } = await client();
    fake.quotaExceededNext({ bucket: '/tracks/{id}' });
    expect(await album(0)).toMatchObject({ status: 200 });
    expect(await track(1)).toMatchObject(QUOTA_EXCEEDED);
    expect(await track(1)).toMatchObject({ status: 200 });
  });

  it('can leave out Retry-After', async () => {
    const { fake, track } = await client();
    fake.quotaExceededNext({ retryAfter: null });
    const { status, headers } = await track(0);
    expect(status).toBe(429);
    expect(headers).not.toHaveProperty('retry-after');
  });
});

describe('closeEndpoint()', () => {
  it('refuses every request to the endpoint until openEndpoint(), and no other', async () => {
    const { fake, get } = await client({ quotaMode: 'extended' });
    const closed = () => get('/browse/new-releases');
    fake.closeEndpoint('/browse/new-releases', { retryAfter: 9 });
    for (const _ of [1, 2, 3]) {
      expect(await closed()).toMatchObject({
        status: 429,
        headers: { 'retry-after': '9' },
        data: { error: { status: 429, message: 'Too many requests' } },
      });
    }
    expect(await get('/browse/categories')).toMatchObject({ status: 200 });
    fake.openEndpoint('/browse/new-releases');
    expect(await closed()).toMatchObject({ status: 200 });
  });

  it('gives no reason, as a closed endpoint is not a spent quota', async () => {
    const { fake, track } = await client();
    fake.closeEndpoint('/tracks/{id}');
    expect((await track(0)).data['error']).not.toHaveProperty('reason');
  });

  it('takes a path template, or the path of one object', async () => {
    const { fake, track, album } = await client();
    fake.closeEndpoint('/tracks/{id}');
    fake.closeEndpoint(`/albums/${fake.catalog.albumId(3)}`);
    expect(await track(0)).toMatchObject({ status: 429, headers: { 'retry-after': '11' } });
    expect(await track(1)).toMatchObject({ status: 429 });
    expect(await album(3)).toMatchObject({ status: 429 });
    expect(await album(4)).toMatchObject({ status: 200 });
  });

  it.each(['/tracks/{trackId}', 'tracks', ''])('rejects %j, which is no endpoint', async (name) => {
    const { fake } = await client();
    expect(() => fake.closeEndpoint(name)).toThrow(
      `"${name}" is not an endpoint of the fake. Expected a path under /v1`,
    );
    expect(() => fake.quotaExceededNext({ bucket: `${name}{` })).toThrow(TypeError);
  });
});

describe('requestsPerDay', () => {
  it('is counted per bucket, in a rolling window of 24 hours', async () => {
    const { track, album } = await client({ requestsPerDay: 2 });
    const start = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(start);
    const at = (hours: number, request: typeof track) => {
      clock.mockReturnValue(start + hours * HOUR_MS);
      return request(0);
    };
    expect(await at(0, track)).toMatchObject({ status: 200 });
    expect(await at(0.5, track)).toMatchObject({ status: 200 });
    expect(await at(0.5, track)).toMatchObject({
      ...QUOTA_EXCEEDED,
      headers: { 'retry-after': String((DAY_MS - 0.5 * HOUR_MS) / 1000) },
    });
    expect(await at(0.5, album)).toMatchObject({ status: 200 });
  });

  it('allows a request again as soon as the oldest is 24 hours ago', async () => {
    const { track } = await client({ requestsPerDay: 1, expiresIn: 200_000 });
    const start = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(start);
    expect(await track(0)).toMatchObject({ status: 200 });
    clock.mockReturnValue(start + DAY_MS - 1);
    expect(await track(0)).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
    clock.mockReturnValue(start + DAY_MS);
    expect(await track(0)).toMatchObject({ status: 200 });
    expect(await track(0)).toMatchObject({ status: 429 });
  });

  it('can be given for some buckets only', async () => {
    const { track, album } = await client({ requestsPerDay: { '/tracks/{id}': 1 } });
    expect(await track(0)).toMatchObject({ status: 200 });
    expect(await track(1)).toMatchObject(QUOTA_EXCEEDED);
    for (const n of [0, 1, 2]) expect(await album(n)).toMatchObject({ status: 200 });
  });

  it.each([0, { '/tracks/{id}': 0 }])('of %j is a quota that is spent', async (requestsPerDay) => {
    const { track } = await client({ requestsPerDay });
    expect(await track(0)).toMatchObject(QUOTA_EXCEEDED);
  });

  it('rejects a bucket that is no endpoint', () => {
    expect(() => new FakeSpotify({ requestsPerDay: { '/track/{id}': 1 } })).toThrow(TypeError);
  });
});
