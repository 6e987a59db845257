import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

describe('the chart of the benchmark', () => {
  it('shows bench/results.json; `node scripts/bench-chart.mjs` draws it anew', () => {
    const drawn = execFileSync('node', ['scripts/bench-chart.mjs', '--print'], {
      encoding: 'utf8',
    });
    expect(readFileSync('docs/public/bench.svg', 'utf8')).toBe(drawn);
  });

  it('is in the README', () => {
    expect(readFileSync('README.md', 'utf8')).toContain('](docs/public/bench.svg)');
  });
});
