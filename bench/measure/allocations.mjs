import { GCProfiler } from 'node:v8';

/**
 * Counts the bytes allocated on the heap from now until the returned function is called: what the heap grew between
 * each garbage collection and the next. Buffers' contents lie outside and are not counted.
 */
export function allocations() {
  const profiler = new GCProfiler();
  profiler.start();
  let used = process.memoryUsage().heapUsed;
  return () => {
    const end = process.memoryUsage().heapUsed;
    let bytes = 0;
    for (const { beforeGC, afterGC } of profiler.stop().statistics) {
      bytes += beforeGC.heapStatistics.usedHeapSize - used;
      used = afterGC.heapStatistics.usedHeapSize;
    }
    return bytes + end - used;
  };
}
