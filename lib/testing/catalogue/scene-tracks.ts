import { albumsOfArtist, tracksOfAlbum } from './census.js';
import { SCENE_SIZE, SCENES } from './genres.js';
import { draw } from './random.js';

/** The first turns of the scenes, so that what is listed is also found by a search. */
const TURNS = 8;

/** A track of a scene's artists. */
export function sceneTrack(scene: number, drawn: number): number {
  const turn = drawn % TURNS;
  const artist = (turn * SCENES.length + scene) * SCENE_SIZE + ((drawn >>> 4) % SCENE_SIZE);
  const more = draw(drawn, artist);
  const album = albumsOfArtist.start(artist) + (more % albumsOfArtist.size(artist));
  return tracksOfAlbum.start(album) + ((more >>> 8) % tracksOfAlbum.size(album));
}
