import { type CatalogApp, startCatalogApp } from './catalog-app.js';

interface Operation {
  readonly parameters: {
    name: string;
    in: string;
    example?: string;
    schema: { enum?: string[]; example?: string };
  }[];
  readonly responses: Record<string, { content?: { 'application/json': { schema: object } } }>;
}

let sample: CatalogApp;

beforeAll(async () => {
  sample = await startCatalogApp();
});

afterAll(() => sample.app.close());

async function json(path: string): Promise<Record<string, unknown>> {
  return (await (await fetch(sample.url + path)).json()) as Record<string, unknown>;
}

async function operations(): Promise<[string, Operation][]> {
  const { paths } = (await json('/api-json')) as { paths: Record<string, { get: Operation }> };
  return Object.entries(paths).map(([path, { get }]) => [path, get]);
}

describe("the sample's API", () => {
  it('searches', async () => {
    const found = (await json('/search?q=light')) as Record<string, { items: unknown[] }>;
    expect(Object.keys(found)).toEqual(['albums', 'artists', 'tracks', 'playlists', 'shows']);
    expect(found['albums']?.items.length).toBeGreaterThan(0);
  });

  it.each([
    '/search',
    '/search?q=',
    '/albums/nonsense',
    '/artists/spotify:album:x',
    '/search/tracks?q=light&limit=many',
    '/new-releases?mode=unlimited',
  ])('responds with 400 to %s', async (path) => {
    const response = await fetch(sample.url + path);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ message: expect.any(String) as string });
  });

  it.each([`/albums/${'0'.repeat(22)}`, '/search/toString?q=light', '/image/album/nonsense/64'])(
    'responds with 404 to %s',
    async (path) => {
      expect((await fetch(sample.url + path)).status).toBe(404);
    },
  );

  it('takes no option of a call from the query', async () => {
    const album = sample.fake().catalog.albumId(7);
    const query = 'accessToken=none&cache=no-store&offset=1&limit=1';
    const response = await fetch(`${sample.url}/albums/${album}/tracks?${query}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ offset: 1, limit: 1 });
  });

  it('goes on with a list where the page before ended', async () => {
    const artist = sample.fake().catalog.artistId(8);
    const first = await json(`/artists/${artist}/albums?limit=2`);
    const second = await json(`/artists/${artist}/albums?limit=2&offset=2`);
    expect(first['total']).toBe(second['total']);
    expect(first['items']).not.toEqual(second['items']);
  });

  it('has new albums and top tracks in both quota modes', async () => {
    const artist = sample.fake().catalog.artistId(3);
    for (const mode of ['development', 'extended']) {
      expect(await json(`/new-releases?limit=1&mode=${mode}`)).toMatchObject({ limit: 1 });
      const tracks: unknown = await json(`/artists/${artist}/top-tracks?mode=${mode}`);
      expect((tracks as unknown[]).length).toBeGreaterThan(0);
    }
  });

  it('says in Server-Timing how its calls ended', async () => {
    const path = `/albums/${sample.fake().catalog.albumId(77)}`;
    const timing = async () => (await fetch(sample.url + path)).headers.get('server-timing');
    expect(await timing()).toMatch(/^spotify;desc="sent";dur=\d+\.\d\d$/);
    expect(await timing()).toMatch(/^spotify;desc="cached";dur=\d+\.\d\d$/);
  });

  it('serves covers of its own', async () => {
    const id = sample.fake().catalog.albumId(0);
    const response = await fetch(`${sample.url}/image/album/${id}/300`);
    expect(response.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(await response.text()).toContain('<svg');
  });

  it.each(['/', '/api', '/api-json', '/api/swagger-ui.css', '/search?q=light', '/nowhere'])(
    'sends the security headers with %s',
    async (path) => {
      const { headers } = await fetch(sample.url + path);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );
});

describe("the sample's OpenAPI document", () => {
  it('has a schema for every response, and every status of the filter', async () => {
    const all = await operations();
    expect(all.map(([path]) => path)).toEqual([
      '/albums/{id}',
      '/albums/{id}/tracks',
      '/artists/{id}',
      '/artists/{id}/albums',
      '/artists/{id}/top-tracks',
      '/new-releases',
      '/playlists/{id}',
      '/playlists/{id}/items',
      '/search',
      '/search/{list}',
      '/shows/{id}',
      '/shows/{id}/episodes',
      '/tracks/{id}',
    ]);
    for (const [path, { responses }] of all) {
      const statuses = ['200', '400', '404', '500', '501', '502', '503', '504'];
      expect([path, ...Object.keys(responses)]).toEqual([path, ...statuses]);
      for (const { content } of Object.values(responses)) {
        expect([path, content?.['application/json'].schema]).toEqual([path, expect.any(Object)]);
      }
    }
  });

  it('has examples that work as they are', async () => {
    for (const [path, { parameters }] of await operations()) {
      const query = new URLSearchParams();
      let filled = path;
      for (const { name, in: place, example, schema } of parameters) {
        const value =
          example ?? schema.example ?? (place === 'path' ? schema.enum?.[0] : undefined);
        if (place === 'path') filled = filled.replace(`{${name}}`, value ?? 'no example');
        else if (value !== undefined) query.set(name, value);
      }
      const { status } = await fetch(`${sample.url}${filled}?${query.toString()}`);
      expect([path, status]).toEqual([path, 200]);
    }
  });
});
