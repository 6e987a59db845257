import { QUESTIONS } from '../measure/questions.mjs';

/** The least that an answer from memory can cost: a look-up and a promise. */
export function connect() {
  const answers = new Map(QUESTIONS.track.map((id) => [id, { id, type: 'track' }]));
  return { track: async (id) => answers.get(id) };
}
