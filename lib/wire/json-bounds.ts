/** Spotify's responses nest up to 9 levels. */
const MAX_DEPTH = 64;

/** Spotify's largest responses, of 2 MB, have a few ten thousand objects and arrays, and about twice as many keys. */
const MAX_CONTAINERS = 100_000;
const MAX_KEYS = 250_000;

/**
 * Text up to here is not scanned, because that takes two fifths of the time of parsing a search: it holds some 40,000
 * objects or 64,000 levels at most, which take 50 ms and a few MB (a search of that length: less than 1 ms).
 */
const HARMLESS_LENGTH = 128 * 1024;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Throws where JSON would cost far more to parse than to send: a megabyte of `[[[` or `[{},{},` takes hundreds of times
 * its size in memory, and blocks the event loop meanwhile. Counts what would be created, valid or not, and leaves the
 * syntax to `JSON.parse`. What begins like HTML or another text is not looked at: its brackets mean nothing.
 */
export function assertBounded(json: string): void {
  const { length } = json;
  if (length <= HARMLESS_LENGTH || !/^\s*[[{]/.test(json)) return;
  let depth = 0;
  let containers = 0;
  let keys = 0;
  for (let at = 0; at < length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(json, at);
      if (at < 0) return;
    } else if (code === OPEN_ARRAY || code === OPEN_OBJECT) {
      depth += 1;
      containers += 1;
      if (depth > MAX_DEPTH) throw new RangeError(`JSON of more than ${MAX_DEPTH} levels`);
      if (containers > MAX_CONTAINERS) {
        throw new RangeError(`JSON of more than ${MAX_CONTAINERS} objects and arrays`);
      }
    } else if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) {
      depth -= 1;
    } else if (code === COLON) {
      keys += 1;
      if (keys > MAX_KEYS) throw new RangeError(`JSON of more than ${MAX_KEYS} keys`);
    }
  }
}

/** Where the string that begins at `start` ends: at the first quotation mark after an even number of backslashes. */
function endOfString(json: string, start: number): number {
  for (let end = start; ;) {
    end = json.indexOf('"', end + 1);
    let last = end - 1;
    while (json.charCodeAt(last) === BACKSLASH) last -= 1;
    if (end < 0 || (end - last) % 2 === 1) return end;
  }
}
