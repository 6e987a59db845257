/** The headers that decide how long an answer may be used again, and how it is validated. */
const DECISIVE = new Set([
  'age',
  'cache-control',
  'date',
  'etag',
  'expires',
  'last-modified',
  'pragma',
  'vary',
]);

/** Those of an answer's headers that a cache goes by: names in lower case, and all that is not is dropped. */
export function cacheHeaders(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  const decisive: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const known = name.toLowerCase();
    const text: unknown = Array.isArray(value) ? value.join(', ') : value;
    if (typeof text !== 'string' || !DECISIVE.has(known)) continue;
    // Directives may come in any case, which http-cache-semantics does not expect.
    decisive[known] = known === 'cache-control' ? text.toLowerCase() : text;
  }
  return decisive;
}
