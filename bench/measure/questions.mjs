/** More than are ever in flight, so that no two calls under way ask the same. */
const COUNT = 8192;

const numbers = Array.from({ length: COUNT }, (_, number) => String(number).padStart(6, '0'));

/** What the calls ask for, by kind: made beforehand, so that they cost no call anything. */
export const QUESTIONS = {
  track: numbers.map((number) => `0bench0track0000${number}`),
  album: numbers.map((number) => `0bench0album0000${number}`),
  search: numbers.map((number) => `love ${number}`),
};
