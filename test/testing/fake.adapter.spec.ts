import { AxiosHeaders, create } from 'axios';

import { FakeSpotify } from '../../lib/testing/fake-spotify.js';
import { tokenOf } from './fake.client.js';

function validateStatus(status: number): boolean {
  return status === 418;
}

function typeOf(data: unknown): string[] {
  return [typeof data];
}

describe('FakeSpotify.adapter', () => {
  let fake: FakeSpotify;
  let headers: { authorization: string };
  let path: string;

  beforeEach(async () => {
    fake = new FakeSpotify();
    headers = { authorization: `Bearer ${await tokenOf(fake)}` };
    path = `/albums/${fake.catalog.albumId(3)}`;
  });

  const http = () => create({ adapter: fake.adapter, baseURL: fake.apiUrl, headers });

  it('responds without a socket, by the path, whatever the origin', async () => {
    const url = `https://api.spotify.com/v1${path}`;
    const { data, status } = await http().get<{ id: string }>(url);
    expect(status).toBe(200);
    expect(data.id).toBe(fake.catalog.albumId(3));
  });

  it('joins base URL and parameters as axios does', async () => {
    const { data } = await http().get<{ items: unknown[] }>(`${path}/tracks`, {
      params: { limit: 1, offset: 0, market: undefined },
    });
    expect(data.items).toHaveLength(1);
    const record = fake.requests.at(-1);
    expect(record).toMatchObject({
      method: 'GET',
      path: `/v1${path}/tracks`,
      service: 'api',
      status: 200,
    });
    expect(record?.query.toString()).toBe('limit=1&offset=0');
    expect(record?.headers).toMatchObject(headers);
  });

  it('gives headers that can be read in any case', async () => {
    const response = await http().get(path);
    expect(response.headers).toBeInstanceOf(AxiosHeaders);
    expect(response.headers['cache-control']).toBe('public, max-age=0');
    expect((response.headers as AxiosHeaders).get('ETag')).toMatch(/^"MC-/);
  });

  it.each([
    [`/albums/${'0'.repeat(22)}`, 404, 'ERR_BAD_REQUEST'],
    ['/albums?ids=1', 403, 'ERR_BAD_REQUEST'],
  ])('rejects GET %s with %i', async (bad, status, code) => {
    await expect(http().get(bad)).rejects.toMatchObject({
      isAxiosError: true,
      code,
      message: `Request failed with status code ${status}`,
      response: { status, data: { error: { status } } },
      config: { method: 'get' },
    });
  });

  it('rejects a 5xx as a bad response', async () => {
    fake.failNext();
    await expect(http().get(path)).rejects.toMatchObject({ code: 'ERR_BAD_RESPONSE' });
  });

  it('resolves with any status that validateStatus accepts', async () => {
    fake.failNext({ status: 418 });
    expect(await http().get(path, { validateStatus })).toMatchObject({ status: 418 });
    await expect(http().get(path, { validateStatus })).rejects.toMatchObject({
      response: { status: 200 },
    });
    expect(await http().get(path, { validateStatus: null })).toMatchObject({ status: 200 });
  });

  it('times out as axios does', async () => {
    fake.hangNext({ times: 2 });
    await expect(http().get(path, { timeout: 5 })).rejects.toMatchObject({
      code: 'ECONNABORTED',
      message: 'timeout of 5ms exceeded',
    });
    const transitional = { clarifyTimeoutError: true };
    await expect(http().get(path, { timeout: 5, transitional })).rejects.toMatchObject({
      code: 'ETIMEDOUT',
    });
  });

  it('times out when the latency is longer than the timeout', async () => {
    fake.latency = 300;
    await expect(http().get(path, { timeout: 5 })).rejects.toMatchObject({ code: 'ECONNABORTED' });
    fake.latency = 0;
    expect(await http().get(path, { timeout: 5000 })).toMatchObject({ status: 200 });
  });

  it('records no request of a call that was aborted before', async () => {
    const before = fake.requests.length;
    await expect(http().get(path, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ERR_CANCELED',
      name: 'CanceledError',
    });
    expect(fake.requests).toHaveLength(before);
  });

  it('gives text and bytes where responseType says so', async () => {
    const text = await http().get<unknown>(path, { responseType: 'text' });
    expect(typeof text.data).toBe('string');
    const bytes = await http().get<Buffer>(path, { responseType: 'arraybuffer' });
    expect(Buffer.isBuffer(bytes.data)).toBe(true);
    expect(bytes.data.toString()).toBe(text.data);
  });

  it('gives the text to the user’s transformResponse', async () => {
    expect(await http().get(path, { transformResponse: typeOf })).toMatchObject({
      data: ['string'],
    });
  });

  it('parses the JSON itself for an instance without transformResponse', async () => {
    const bare = http();
    delete bare.defaults.transformResponse;
    expect(await bare.get(path)).toMatchObject({ data: { type: 'album' } });
    fake.failNext({ status: 200, body: '{"cut' });
    expect(await bare.get(path)).toMatchObject({ data: '{"cut' });
  });
});
