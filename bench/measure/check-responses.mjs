import { IDS } from './ids.mjs';

/** Every client must give the objects themselves, parsed from JSON, before it is measured. */
export async function checkResponses(client) {
  const track = await client.track(IDS.track[0]);
  const album = await client.album(IDS.album[0]);
  const search = await client.search(IDS.search[0]);
  if (track?.type !== 'track' || album?.type !== 'album' || !search?.tracks?.items?.length) {
    throw new Error('the client did not return a track, an album and a page of tracks');
  }
}
