import { FakeSpotify } from '../../dist/testing/index.js';
import { grant } from '../grant.mjs';

/** How many markets an object lists, so that the bodies have the sizes that are compared: 2.4, 15 and 60 KB. */
const MARKETS = { track: 37, album: 143, search: 117 };

/** The JSON of a track, an album and a search, of the fake's making. */
export async function canned() {
  const fake = await FakeSpotify.listen({ quotaMode: 'extended' });
  const headers = { authorization: await grant(fake) };
  const get = async (kind, path) => {
    const response = await fetch(fake.apiUrl + path, { headers });
    const cut = (key, value) =>
      key === 'available_markets' ? value.slice(0, MARKETS[kind]) : value;
    return JSON.stringify(JSON.parse(await response.text(), cut));
  };
  const bodies = {
    track: await get('track', `/tracks/${fake.catalog.trackId(1)}`),
    album: await get('album', `/albums/${fake.catalog.albumId(3)}`),
    search: await get('search', '/search?q=love&type=track&limit=20'),
  };
  await fake.close();
  return bodies;
}
