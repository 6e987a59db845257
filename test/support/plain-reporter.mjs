/** Closes a run with what was skipped, whose titles say why, and one plain line that any CI can read: 'N passed, N failed[, N skipped]'. */
export default class PlainReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites; // a suite that did not load failed too
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
    const lines = [...skippedGroups(results), line];
    process.once('exit', () => process.stdout.write(`${lines.join('\n')}\n`)); // after jest's own summary
  }
}

function skippedGroups({ testResults }) {
  const tests = testResults.flatMap((file) => file.testResults);
  const skipped = tests.filter(({ status }) => status === 'pending' || status === 'todo');
  const counts = new Map();
  for (const { ancestorTitles, title } of skipped) {
    const group = ancestorTitles[0] ?? title;
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return [...counts].map(([group, count]) => `skipped ${count}: ${group}`);
}
