import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SpotifyCatalogService } from 'nestjs-spotify';
import { client } from '../support/client.js';
import { ScriptedServer } from '../support/scripted-server.js';

const ID = '4aawyAB9vmqN3uQ7FjRGTy';

/** An invented response in the shape that Spotify's had in that year: fields since removed, unknown fields, odd values. */
function fixture(name: string): string {
  return readFileSync(join(process.cwd(), 'test/catalog/fixtures', `${name}.json`), 'utf8');
}

async function answering(text: string) {
  const server = await ScriptedServer.start((_, response) => {
    response.setHeader('content-type', 'application/json; charset=utf-8').end(text);
  });
  const { catalog } = await client(server, { quotaMode: 'extended', cache: {} });
  return catalog;
}

type Ask = (catalog: SpotifyCatalogService) => PromiseLike<unknown>;

describe('a response in the shape of an earlier year', () => {
  it.each<[string, Ask]>([
    ['album-2016', ({ albums }) => albums.get(ID)],
    ['track-2015', ({ tracks }) => tracks.get(ID)],
    ['artist-2014', ({ artists }) => artists.get(ID)],
    ['audio-features-2016', ({ tracks }) => tracks.audioFeatures(ID)],
    ['episodes-2021', ({ shows }) => shows.episodes(ID)],
    ['search-2017', ({ search }) => search.query('sea', ['album'])],
  ])('is returned unchanged: %s', async (name, get) => {
    const text = fixture(name);
    const catalog = await answering(text);
    expect(await get(catalog)).toEqual(JSON.parse(text));
    expect(await get(catalog)).toEqual(JSON.parse(text)); // from the cache, where it may be cached
  });

  it('has items added where a playlist has tracks, and nothing else', async () => {
    const text = fixture('playlist-2018');
    const old = JSON.parse(text) as { tracks: { items: { track: unknown }[] } };
    const { playlists } = await answering(text);
    expect(await playlists.get(ID)).toEqual({
      ...old,
      items: {
        ...old.tracks,
        items: old.tracks.items.map((entry) => ({ ...entry, item: entry.track })),
      },
    });
  });

  it('of a list is walked, and its null entries are skipped', async () => {
    const { shows } = await answering(fixture('episodes-2021'));
    const names: string[] = [];
    for await (const { name } of shows.episodes(ID)) names.push(name);
    expect(names).toEqual(['1. Nets']);
  });
});
