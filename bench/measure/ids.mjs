/** More than are ever in flight, so that no two calls in flight are identical. */
const COUNT = 8192;

const numbers = Array.from({ length: COUNT }, (_, number) => String(number).padStart(6, '0'));

/** The ids and queries of the calls, by kind: created beforehand, so that no call pays for them. */
export const IDS = {
  track: numbers.map((number) => `0bench0track0000${number}`),
  album: numbers.map((number) => `0bench0album0000${number}`),
  search: numbers.map((number) => `love ${number}`),
};
