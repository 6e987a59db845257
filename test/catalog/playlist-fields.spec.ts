import { expectTypeOf } from 'expect-type';
import { FakeCatalog } from 'nestjs-spotify/testing';
import {
  type DeepPartial,
  type Playlist,
  SpotifyBadRequestError,
  type SpotifyModuleOptions,
} from 'nestjs-spotify';
import { client } from '../support/client.js';
import { startFake } from '../support/fake.js';
import { json, ScriptedServer } from '../support/scripted-server.js';

const id = new FakeCatalog().playlistId(2);
type QuotaMode = SpotifyModuleOptions['quotaMode'];

/** What is sent for a filter, where the response does not matter. */
async function sentFields(quotaMode: QuotaMode, fields: string, list = false) {
  const server = await ScriptedServer.start(json(() => ({ items: [], next: null })));
  const { catalog } = await client(server, { quotaMode });
  await (list ? catalog.playlists.items(id, { fields }) : catalog.playlists.get(id, { fields }));
  return server.apiUrls()[0]?.searchParams.get('fields');
}

describe("a playlist's field filter", () => {
  it.each([
    ['development', 'name,items(total,items(item(name)))', 'name,items(total,items(item(name)))'],
    ['extended', 'name,items(total,items(item(name)))', 'name,tracks(total,items(track(name)))'],
    ['extended', 'items.items.item.name', 'tracks(items(track(name)))'],
    [
      'extended',
      'owner.id, items.items(added_at , item(!album))',
      'owner(id),tracks(items(added_at,track(!album)))',
    ],
    ['extended', '!items', '!tracks'],
    ['extended', 'images,tracks.items(track)', 'images,tracks(items(track))'],
    [
      'auto',
      'items(items(item(name)))',
      'items(items(item(name),track(name))),tracks(items(item(name),track(name)))',
    ],
  ] as const)('is in the names of %s mode: %s', async (mode, fields, sent) => {
    expect(await sentFields(mode, fields)).toBe(sent);
  });

  it.each([
    ['development', 'items(item(name))', 'items(item(name)),href,limit,next,offset,total'],
    ['extended', 'items(item.name),total', 'items(track(name)),total,href,limit,next,offset'],
    ['extended', 'items(item(!item))', 'items(track(!item)),href,limit,next,offset,total'],
    ['auto', 'items.item.name', 'items(item(name),track(name)),href,limit,next,offset,total'],
    ['extended', 'total', 'total,href,limit,next,offset,items'],
    ['extended', '!items(item(album)),!next', '!items(track(album))'],
  ] as const)('of a list has what the pager needs in %s mode: %s', async (mode, fields, sent) => {
    expect(await sentFields(mode, fields, true)).toBe(sent);
  });

  it.each([
    '',
    ' ',
    'a,',
    ',a',
    'a(',
    'a(b',
    'a)b',
    'a..b',
    'a()',
    'a b',
    'items(item(name)',
    '!',
    7,
    null,
  ])('is refused when it is %j', async (fields) => {
    const server = await ScriptedServer.start();
    const { catalog } = await client(server);
    const options = { fields: fields as string };
    await expect(catalog.playlists.get(id, options)).rejects.toThrow(SpotifyBadRequestError);
    await expect(catalog.playlists.items(id, options)).rejects.toThrow('fields is');
    expect(server.requests).toEqual([]);
  });

  it.each(['extended', 'auto'] as const)(
    'gives today’s shape with quotaMode %s',
    async (quotaMode) => {
      const fake = await startFake({ quotaMode: 'extended' });
      const { catalog } = await client(fake, { quotaMode });
      const playlist = await catalog.playlists.get(id, { fields: 'name,items(items(item(name)))' });
      expectTypeOf(playlist).toEqualTypeOf<DeepPartial<Playlist>>();
      expect(playlist.name).toEqual(expect.any(String));
      expect(playlist.owner).toBeUndefined();
      expect(playlist.items?.items?.[0]?.item).toEqual({ name: expect.any(String) });
      const entries = await catalog.playlists.items(id, { fields: 'items(item(name))' }).toArray();
      const whole = await catalog.playlists.items(id).toArray();
      expect(entries.map(({ item }) => item?.name)).toEqual(whole.map(({ item }) => item?.name));
      expect(entries[0]).not.toHaveProperty('added_at');
      expect(await catalog.playlists.find(id, { fields: 'name' })).toEqual({ name: playlist.name });
    },
  );

  it('leaves out other fields in development mode, too', async () => {
    const fake = await startFake({ quotaMode: 'development' });
    const { catalog } = await client(fake, { quotaMode: 'auto' });
    expect(await catalog.playlists.get(id, { fields: 'name,items(total)' })).toEqual({
      name: expect.any(String),
    });
  });

  it('adds no field that it does not name', async () => {
    const server = await ScriptedServer.start(
      json(() => ({ tracks: { items: [{ added_at: 'x' }, null] } })),
    );
    const { catalog } = await client(server, { quotaMode: 'extended' });
    const { items } = await catalog.playlists.get(id, { fields: 'items(items(added_at))' });
    expect(items).toEqual({ items: [{ added_at: 'x' }, null] });
  });
});
