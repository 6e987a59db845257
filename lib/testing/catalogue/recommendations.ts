import type { AudioFeatures } from '../../model/audio-features.js';
import { audioFeatures } from './audio-features.js';
import { draw } from './random.js';
import { sceneTrack } from './scene-tracks.js';
import type { View } from './view.js';

/** How many tracks are looked at for one that is wanted. */
const PATIENCE = 60;

/** Tracks from the seeds' scenes by turns, those that pass; as many as wanted, or as were found. */
export function recommend(
  view: View,
  scenes: readonly number[],
  wanted: number,
  passes: (features: AudioFeatures) => boolean,
): number[] {
  const found = new Set<number>();
  for (let i = 0; i < wanted * PATIENCE && found.size < wanted; i += 1) {
    const scene = scenes[i % scenes.length] ?? 0;
    const n = sceneTrack(scene, draw(scene, i, 77));
    if (passes(audioFeatures(view, n))) found.add(n);
  }
  return [...found];
}
