// Draws docs/public/bench.svg from bench/results.json: CPU time per call of each client, as a multiple of raw undici's.
// `node scripts/bench-chart.mjs` writes it, `--print` prints it.
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

const RESULTS = new URL('../bench/results.json', import.meta.url);
const CHART = new URL('../docs/public/bench.svg', import.meta.url);

const CONCURRENCY = 50;
const KINDS = ['track', 'album', 'search'];
const CLIENTS = [
  'nestjs-spotify',
  'spotify-web-api-node',
  '@spotify/web-api-ts-sdk',
  'axios',
  '@nestjs/axios',
];

const WIDTH = 820;
const LABELS = 190;
const BAR = 18;
const ROW = 26;
const HEAD = 44;
const GROUP = HEAD + CLIENTS.length * ROW + 14;
const TITLE = 52;

const { comparison, sizes, environment } = JSON.parse(readFileSync(RESULTS, 'utf8'));
const ratioOf = (kind, name) =>
  comparison.find(
    (row) => row.kind === kind && row.concurrency === CONCURRENCY && row.name === name,
  ).cpu.ratio;
const largest = Math.max(...KINDS.flatMap((kind) => CLIENTS.map((name) => ratioOf(kind, name))));
const scale = (WIDTH - LABELS - 60) / largest;
const one = LABELS + scale;

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height()}" width="${WIDTH}" height="${height()}" role="img" aria-labelledby="title">
<title id="title">CPU time per call, as a multiple of raw undici's</title>
<style>
  text { font: 13px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: #1f2328; }
  .head { font-weight: 600; }
  .quiet { fill: #59636e; font-size: 12px; }
  .own { fill: #1a7f37; }
  .peer { fill: #8c959f; }
  .one { stroke: #59636e; stroke-dasharray: 3 3; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc; }
    .quiet { fill: #9198a1; }
    .own { fill: #3fb950; }
    .peer { fill: #656c76; }
    .one { stroke: #9198a1; }
  }
</style>
<text class="head" x="0" y="18" font-size="15">CPU time per call, ${CONCURRENCY} calls at a time</text>
<text class="quiet" x="0" y="38">as a multiple of raw undici's, the dashed line; shorter is better</text>
${KINDS.map(group).join('\n')}
<text class="quiet" x="0" y="${height() - 8}">Node ${environment.node}, ${environment.date.slice(0, 10)}; the module without its cache and batches, which the others lack</text>
</svg>
`;

if (process.argv.includes('--print')) process.stdout.write(svg);
else writeFileSync(CHART, svg);

function height() {
  return TITLE + KINDS.length * GROUP + 24;
}

function group(kind, index) {
  const top = TITLE + index * GROUP;
  const rows = CLIENTS.map((name, row) => bar(kind, name, top + HEAD - 14 + row * ROW));
  const end = top + HEAD - 18 + CLIENTS.length * ROW;
  return [
    `<text class="head" x="0" y="${top + 18}">${kind}, ${(sizes[kind] / 1000).toFixed(1)} KB</text>`,
    ...rows,
    `<line class="one" x1="${one.toFixed(1)}" x2="${one.toFixed(1)}" y1="${top + HEAD - 20}" y2="${end}" />`,
  ].join('\n');
}

function bar(kind, name, y) {
  const ratio = ratioOf(kind, name);
  const width = (ratio * scale).toFixed(1);
  const tone = name === CLIENTS[0] ? 'own' : 'peer';
  const baseline = y + 13;
  return [
    `<text x="${LABELS - 10}" y="${baseline}" text-anchor="end">${name}</text>`,
    `<rect class="${tone}" x="${LABELS}" y="${y}" width="${width}" height="${BAR}" rx="3" />`,
    `<text class="quiet" x="${(LABELS + ratio * scale + 6).toFixed(1)}" y="${baseline}">${ratio.toFixed(2)}</text>`,
  ].join('');
}
