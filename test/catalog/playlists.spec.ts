import type { Playlist, PlaylistItem } from 'nestjs-spotify';
import { client } from '../support/client.js';
import { TestFake } from '../support/fake.js';
import { json, ScriptedServer } from '../support/scripted-server.js';

const ID = '37i9dQZF1DX4sWSpwq3LiO';
const track = { type: 'track', id: '0'.repeat(22), name: 'Low Tide' };
const listed = { href: 'https://api.spotify.com/v1/playlists/1/items', total: 3 };
const page = (items: unknown[]) => ({ items, limit: 50, offset: 0, total: 9, next: null });

/** The catalogue over a server that responds to everything with this body. */
async function serving(body: unknown) {
  const server = await ScriptedServer.start(json(() => body));
  const { catalog } = await client(server, { quotaMode: 'extended' });
  const { browse, playlists, search, users } = catalog;
  return { browse, playlists, search, users, server };
}

describe("a playlist's entries", () => {
  it.each<[string, object, Partial<PlaylistItem>]>([
    ['the old name', { track }, { item: track, track } as never],
    ['the new name', { item: track }, { item: track } as never],
    ['both names', { item: track, track }, { item: track, track } as never],
    ['the old name, as null', { track: null }, { item: null, track: null }],
    ['the new name, as null', { item: null, track }, { item: null, track } as never],
    ['neither name', {}, { item: null }],
  ])('have an item when sent under %s', async (_, sent, read) => {
    const entry = { added_at: null, is_local: false, later: 1 };
    const { playlists } = await serving(page([{ ...entry, ...sent }, null]));
    const { items } = await playlists.items(ID);
    expect(items).toEqual([{ ...entry, ...read }, null]);
  });

  it.each<[string, object, object]>([
    ['the old name', { tracks: page([{ track }]) }, { tracks: page([{ track }]) }],
    ['the new name', { items: page([{ item: track }]) }, {}],
    ['both names', { items: page([{ item: track }]), tracks: listed }, { tracks: listed }],
  ])('are the playlist’s items when sent under %s', async (_, sent, others) => {
    const { playlists } = await serving({ id: ID, name: 'Sea', ...sent });
    const playlist: Playlist = await playlists.get(ID);
    expect(playlist.items?.items[0]?.item).toEqual(track);
    expect(playlist.items?.total).toBe(9);
    expect(playlist).toMatchObject({ id: ID, name: 'Sea', ...others });
  });

  it('are missing where the app may not read them', async () => {
    const playlist = { id: ID, name: 'Sea' };
    const { playlists } = await serving(playlist);
    expect(await playlists.get(ID)).toEqual(playlist);
  });

  it('are requested as tracks and episodes', async () => {
    const { playlists, server } = await serving(page([]));
    await Promise.all([playlists.get(ID), playlists.items(ID)]);
    const types = server.apiUrls().map(({ searchParams }) => searchParams.get('additional_types'));
    expect(types).toEqual(['track,episode', 'track,episode']);
  });

  it('are read from a shared response without changing it', async () => {
    const fake = new TestFake({ quotaMode: 'extended' });
    const { catalog } = await client(fake, { cache: {} });
    const id = fake.catalog.playlistId(2);
    const [first, second] = await Promise.all([
      catalog.playlists.get(id),
      catalog.playlists.get(id),
    ]);
    expect(await catalog.playlists.get(id)).toEqual(first);
    expect(second).toEqual(first);
    expect(first.items?.items.some((entry) => entry?.item)).toBe(true);
    const [one, two] = await Promise.all([
      catalog.playlists.items(id),
      catalog.playlists.items(id),
    ]);
    expect(one).toEqual(two);
  });
});

describe('a listed playlist', () => {
  const sent = [{ name: 'old', tracks: listed }, null, { name: 'new', items: listed }];
  const read = [
    { name: 'old', tracks: listed, items: listed },
    null,
    { name: 'new', items: listed },
  ];

  it.each([
    ['search.playlists', 'GET /search'],
    ['users.playlists', 'GET /users/{id}/playlists'],
    ['browse.featuredPlaylists', 'GET /browse/featured-playlists'],
    ['browse.categoryPlaylists', 'GET /browse/categories/{id}/playlists'],
  ])('of %s has items, under whichever name it was sent', async (name) => {
    const { search, users, browse } = await serving({ ...page(sent), playlists: page(sent) });
    const pagers: Record<string, PromiseLike<{ items: readonly unknown[] }>> = {
      'search.playlists': search.playlists('sea'),
      'users.playlists': users.playlists('someone'),
      'browse.featuredPlaylists': browse.featuredPlaylists(),
      'browse.categoryPlaylists': browse.categoryPlaylists('jazz'),
    };
    expect((await pagers[name])?.items).toEqual(read);
  });

  it('of search.query has items, and other types are left alone', async () => {
    const { search } = await serving({ playlists: page(sent), albums: page(sent) });
    const { playlists, albums } = await search.query('sea', ['playlist', 'album']);
    expect(playlists.items).toEqual(read);
    expect(albums.items).toEqual(sent);
    const { search: without } = await serving({ albums: page(sent) });
    expect(await without.query('sea', ['album'])).toEqual({ albums: page(sent) });
  });
});

describe('playlists.isFollowedBy', () => {
  it.each([
    [[true], true],
    [[false], false],
    [[], false],
  ])('reads %j as %s', async (body, follows) => {
    const { playlists, server } = await serving(body);
    expect(await playlists.isFollowedBy(ID, 'spotify:user:some one')).toBe(follows);
    expect(server.apiUrls()[0]?.searchParams.get('ids')).toBe('some one');
  });
});
