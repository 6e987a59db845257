/** The genres, the main one of a scene first. */
export const SCENES: readonly (readonly string[])[] = [
  ['indie pop', 'bedroom pop', 'chamber pop'],
  ['dream pop', 'shoegaze'],
  ['synthwave', 'synthpop', 'electronica'],
  ['jazz', 'cool jazz', 'jazz fusion'],
  ['folk', 'indie folk', 'singer-songwriter'],
  ['techno', 'minimal techno', 'detroit techno'],
  ['soul', 'neo soul', 'r&b'],
  ['hip hop', 'jazz rap', 'lo-fi beats'],
  ['classical', 'chamber music'],
  ['ambient', 'drone'],
  ['post-punk', 'new wave', 'indie rock'],
  ['afrobeat', 'highlife', 'funk'],
  ['bossa nova', 'samba'],
  ['house', 'deep house', 'disco'],
  ['country', 'americana'],
  ['metal', 'doom metal'],
];

/** Artists of one scene come in runs of this length. */
export const SCENE_SIZE = 16;

export function sceneOf(artist: number): number {
  return Math.floor(artist / SCENE_SIZE) % SCENES.length;
}

export function genresOf(artist: number): readonly string[] {
  return SCENES[sceneOf(artist)] as readonly string[];
}
