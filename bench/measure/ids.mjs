/** More than the module's cache holds, so that none is found there again when its turn comes once more. */
const COUNT = 16_384;

const numbers = Array.from({ length: COUNT }, (_, number) => String(number).padStart(6, '0'));

/** The ids and queries of the calls, by kind: created beforehand, so that no call pays for them. */
export const IDS = {
  track: numbers.map((number) => `0bench0track0000${number}`),
  album: numbers.map((number) => `0bench0album0000${number}`),
  search: numbers.map((number) => `love ${number}`),
};
