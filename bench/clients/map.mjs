import { IDS } from '../measure/ids.mjs';

/** The lowest possible cost of a response from memory: a look-up and a promise. */
export function connect() {
  const answers = new Map(IDS.track.map((id) => [id, { id, type: 'track' }]));
  return { track: async (id) => answers.get(id) };
}
