/** What is left when the garbage is gone, in bytes. */
export function memory() {
  globalThis.gc();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapUsed, rss };
}
