import { QUESTIONS } from './questions.mjs';

/** Every client must give the objects themselves, read from JSON, before it may compete. */
export async function checkAnswers(client) {
  const track = await client.track(QUESTIONS.track[0]);
  const album = await client.album(QUESTIONS.album[0]);
  const search = await client.search(QUESTIONS.search[0]);
  if (track?.type !== 'track' || album?.type !== 'album' || !search?.tracks?.items?.length) {
    throw new Error('the client did not return a track, an album and a page of tracks');
  }
}
