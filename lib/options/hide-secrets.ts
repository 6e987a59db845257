/** Options whose values hold secrets: those of Spotify, of a proxy, and of the clients behind a store. */
const SECRET_OPTIONS = ['clientSecret', 'accessToken', 'http', 'shared'] as const;

/**
 * A copy of the options in which those that hold secrets can be read by name, but are not enumerable: so neither
 * `util.inspect` nor `JSON.stringify` shows them, nor a logger that copies what it is given.
 */
export function hideSecrets<T>(options: T): T {
  if (typeof options !== 'object' || options === null) return options;
  const copy = Object.create(
    Object.getPrototypeOf(options) as object | null,
    Object.getOwnPropertyDescriptors(options),
  ) as T & object;
  for (const name of SECRET_OPTIONS) {
    if (!(name in options)) continue;
    const value: unknown = options[name as keyof T];
    Object.defineProperty(copy, name, { value, enumerable: false });
  }
  return copy;
}
