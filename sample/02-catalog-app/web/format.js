/** 1048576 as 1,048,576. */
export function count(number) {
  return number.toLocaleString('en');
}

/** A track's length: 3:07. */
export function clock(ms) {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** An album's length: 49 min. */
export function minutes(ms) {
  const total = Math.round(ms / 60_000);
  const hours = Math.floor(total / 60);
  return hours > 0 ? `${hours} h ${total % 60} min` : `${total} min`;
}

/** How long a call took: 0.3 ms, 41 ms, 5.04 s. */
export function duration(ms) {
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

/** `1 track`, `12 tracks`. */
export function plural(number, noun) {
  return `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
}
