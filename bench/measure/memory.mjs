/** Memory in use after a garbage collection, in bytes. */
export function memory() {
  globalThis.gc();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapUsed, rss };
}
