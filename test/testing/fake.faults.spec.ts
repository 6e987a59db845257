import { jest } from '@jest/globals';
import { FakeSpotify } from '../../lib/testing/fake-spotify.js';
import { axiosFor, BASIC, FORM, GRANT, tokenOf } from './fake.client.js';

describe.each(['a socket', 'the adapter'])('faults over %s', (way) => {
  let fake: FakeSpotify;
  let album: (signal?: AbortSignal) => Promise<{ status: number; data: unknown; headers: object }>;
  let grant: () => Promise<{ status: number; data: unknown }>;

  beforeEach(async () => {
    fake = way === 'a socket' ? await FakeSpotify.listen() : new FakeSpotify();
    const http = axiosFor(fake, way === 'a socket' ? undefined : fake.adapter);
    const authorization = `Bearer ${await tokenOf(fake)}`;
    album = (signal) =>
      http.get(`/albums/${fake.catalog.albumId(0)}`, { headers: { authorization }, signal });
    grant = () =>
      http.post(`${fake.accountsUrl}/api/token`, GRANT, {
        headers: { authorization: BASIC, 'content-type': FORM },
      });
  });

  afterEach(() => fake.close());

  it('respond with 429 and Retry-After', async () => {
    fake.rateLimitNext({ retryAfter: 7, times: 2 });
    for (const _ of [1, 2]) {
      const { status, data, headers } = await album();
      expect(status).toBe(429);
      expect(data).toEqual({ error: { status: 429, message: 'API rate limit exceeded' } });
      expect(headers).toMatchObject({ 'retry-after': '7' });
    }
    expect(await album()).toMatchObject({ status: 200 });
  });

  it.each([null, ''])('respond with 429 without a Retry-After (%j)', async (retryAfter) => {
    fake.rateLimitNext({ retryAfter });
    const { status, headers } = await album();
    expect(status).toBe(429);
    expect(headers).not.toHaveProperty('retry-after');
  });

  it('respond with 503 and JSON by default', async () => {
    fake.failNext();
    const { status, data } = await album();
    expect(status).toBe(503);
    expect(data).toMatchObject({ error: { status: 503 } });
    expect(await album()).toMatchObject({ status: 200 });
  });

  it('respond with the given status, headers and body', async () => {
    fake.failNext({ status: 502, body: '<html>Bad gateway</html>', headers: { 'x-edge': 'yes' } });
    const { status, data, headers } = await album();
    expect({ status, data }).toEqual({ status: 502, data: '<html>Bad gateway</html>' });
    expect(headers).toMatchObject({ 'x-edge': 'yes', 'content-type': 'text/plain; charset=utf-8' });
  });

  it('reset the connection', async () => {
    fake.resetNext();
    await expect(album()).rejects.toMatchObject({ isAxiosError: true, code: 'ECONNRESET' });
    expect(await album()).toMatchObject({ status: 200 });
  });

  it('hang until the caller aborts', async () => {
    fake.hangNext();
    const controller = new AbortController();
    const hanging = album(controller.signal).catch((error: unknown) => error);
    while (fake.requests.length < 2) await new Promise((resolve) => void setImmediate(resolve));
    controller.abort();
    expect(await hanging).toMatchObject({ code: 'ERR_CANCELED' });
    expect(fake.requests.at(-1)?.service).toBe('api');
    expect(fake.requests.at(-1)).not.toHaveProperty('status');
    expect(await album()).toMatchObject({ status: 200 });
  });

  it('happen in the order in which they were set', async () => {
    fake.failNext({ status: 500 });
    fake.rateLimitNext();
    fake.failNext({ status: 502 });
    const statuses: number[] = [];
    for (const _ of [1, 2, 3, 4]) statuses.push((await album()).status);
    expect(statuses).toEqual([500, 429, 502, 200]);
  });

  it('happen at the service that they were set for', async () => {
    fake.failNext({ at: 'accounts', status: 500, body: { error: 'server_error' } });
    fake.resetNext({ at: 'accounts' });
    expect(await album()).toMatchObject({ status: 200 });
    expect(await grant()).toMatchObject({ status: 500, data: { error: 'server_error' } });
    await expect(grant()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await grant()).toMatchObject({ status: 200 });
  });

  it('happen before the token is checked', async () => {
    fake.expireTokens();
    fake.failNext();
    expect(await album()).toMatchObject({ status: 503 });
    expect(await album()).toMatchObject({ status: 401 });
  });
});

describe('requestsPer30s', () => {
  it('is a rolling window of 30 seconds', async () => {
    const fake = new FakeSpotify({ requestsPer30s: 2 });
    const http = axiosFor(fake, fake.adapter);
    const headers = { authorization: `Bearer ${await tokenOf(fake)}` };
    const album = () => http.get(`/albums/${fake.catalog.albumId(0)}`, { headers });
    const start = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(start);
    expect(await album()).toMatchObject({ status: 200 });
    clock.mockReturnValue(start + 10_000);
    expect(await album()).toMatchObject({ status: 200 });
    expect(await album()).toMatchObject({ status: 429, headers: { 'retry-after': '20' } });
    clock.mockReturnValue(start + 30_000);
    expect(await album()).toMatchObject({ status: 200 });
    expect(await album()).toMatchObject({ status: 429, headers: { 'retry-after': '10' } });
  });
});
