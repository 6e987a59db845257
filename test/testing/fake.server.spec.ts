import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { FakeSpotify } from '../../lib/testing/fake-spotify.js';
import { tokenOf } from './fake.client.js';

describe('FakeSpotify.listen', () => {
  let fake: FakeSpotify;
  let authorization: string;

  beforeEach(async () => {
    fake = await FakeSpotify.listen({ quotaMode: 'extended' });
    authorization = `Bearer ${await tokenOf(fake)}`;
  });

  afterEach(() => fake.close());

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(fake.apiUrl + path, { headers: { authorization, ...headers } });

  it('responds over HTTP, with links to itself', async () => {
    const response = await get(`/albums/${fake.catalog.albumId(0)}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const { href } = (await response.json()) as { href: string };
    expect(href).toBe(`${fake.apiUrl}/albums/${fake.catalog.albumId(0)}`);
    expect(await (await fetch(href, { headers: { authorization } })).json()).toMatchObject({
      href,
    });
  });

  it('responds alike with a socket and without', async () => {
    const path = `/v1/albums/${fake.catalog.albumId(0)}`;
    const overSocket = await (await fetch(fake.url + path, { headers: { authorization } })).text();
    const { default: axios } = await import('axios');
    const { data } = await axios.get<string>(fake.url + path, {
      adapter: fake.adapter,
      headers: { authorization },
      responseType: 'text',
    });
    expect(data).toBe(overSocket);
  });

  it('grants tokens over HTTP, and records what arrived', async () => {
    fake.requests.length = 0;
    const response = await fetch(`${fake.accountsUrl}/api/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('id:secret').toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    expect(response.status).toBe(200);
    expect(fake.requests).toMatchObject([
      {
        method: 'POST',
        path: '/api/token',
        service: 'accounts',
        status: 200,
        body: 'grant_type=client_credentials',
      },
    ]);
  });

  it('sends caching headers, and 304 for a matching ETag', async () => {
    const path = `/artists/${fake.catalog.artistId(0)}`;
    const first = await get(path);
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/);
    const again = await get(path, { 'if-none-match': `"other", ${etag}` });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    expect(again.headers.get('etag')).toBe(etag);
    expect(await get(path, { 'if-none-match': '"other"' })).toMatchObject({ status: 200 });
    const other = await get(`/artists/${fake.catalog.artistId(1)}`);
    expect(other.headers.get('etag')).not.toBe(etag);
  });

  it('compresses long bodies where Accept-Encoding allows it', async () => {
    const raw = async (path: string, encoding: string) => {
      const headers = { authorization, 'accept-encoding': encoding };
      const [response] = await once(request(fake.apiUrl + path, { headers }).end(), 'response');
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      return { headers: response.headers as Record<string, string>, body: Buffer.concat(chunks) };
    };
    const long = `/albums/${fake.catalog.albumId(0)}`;
    const packed = await raw(long, 'br, gzip');
    expect(packed.headers['content-encoding']).toBe('gzip');
    const plain = await raw(long, 'identity');
    expect(plain.headers).not.toHaveProperty('content-encoding');
    expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
    const refused = await raw(long, 'gzip;q=0');
    expect(refused.headers).not.toHaveProperty('content-encoding');
    const short = await raw('/albums/nonsense', 'gzip');
    expect(short.headers).not.toHaveProperty('content-encoding');
  });

  it('draws a cover for every image of an album, without a token', async () => {
    const response = await get(`/albums/${fake.catalog.albumId(0)}`);
    const { images, name } = (await response.json()) as {
      images: { url: string; height: number }[];
      name: string;
    };
    expect(images.map(({ height }) => height)).toEqual([640, 300, 64]);
    for (const { url, height } of images) {
      const image = await fetch(url);
      expect(image.headers.get('content-type')).toBe('image/svg+xml');
      const svg = await image.text();
      expect(svg).toContain(`height="${height}"`);
      expect(svg).toContain(`<title>${name.replaceAll('&', '&amp;')}</title>`);
    }
  });

  it.each(['/image/album/nonsense/640', '/image/nothing/x/64', '/elsewhere', '/'])(
    'responds with 404 to %s',
    async (path) => {
      expect((await fetch(fake.url + path)).status).toBe(404);
    },
  );

  it('ends hanging connections when it closes', async () => {
    fake.hangNext();
    const hanging = get(`/albums/${fake.catalog.albumId(0)}`).catch(String);
    while (fake.requests.length < 2) await new Promise((resolve) => void setImmediate(resolve));
    await fake.close();
    expect(await hanging).toBe('TypeError: fetch failed');
  });

  it('reads a request body that arrives slowly', async () => {
    const sending = request(`${fake.accountsUrl}/api/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: 'Basic aTpz' },
    });
    sending.write('grant_type=client_');
    await new Promise((resolve) => void setImmediate(resolve));
    const [response] = await once(sending.end('credentials'), 'response');
    expect(JSON.parse(await text(response))).toMatchObject({ token_type: 'Bearer' });
  });
});

it('closes without ever having listened', async () => {
  const fake = new FakeSpotify();
  await fake.close();
  expect(fake.apiUrl).toBe('http://fake-spotify.invalid/v1');
});
