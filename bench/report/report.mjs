import { table } from './table.mjs';

const HEADS = ['', 'calls/s', '×', 'CPU µs', '×', 'KB', '×'];

/** All results as Markdown. */
export function report({
  environment,
  sizes,
  comparison,
  tls,
  loop,
  savings,
  connections,
  day,
  hits,
  startUp,
  hostile,
  soak,
}) {
  const parts = [about(environment), ...races(comparison, '', sizes)];
  parts.push(
    ...(tls ? races(tls, ' over TLS', sizes) : ['TLS: skipped, there is no openssl here.']),
  );
  parts.push(
    heading('The event loop, 200 at a time'),
    loopTable(loop),
    heading('Requests saved'),
    savedTable(savings),
    ...(connections.length ? [heading('Connections'), savedTable(connections)] : []),
    heading('A day of a small site'),
    dayTable(day),
    heading('A cache hit'),
    hitTable(hits),
    heading('Start-up'),
    startUpTable(startUp),
    heading('Hostile answers, four at once'),
    hostileTable(hostile),
  );
  if (soak) parts.push(heading('Memory'), soakTable(soak));
  return parts.join('\n\n');
}

function about({ date, node, cpu, pinned, load, versions }) {
  const list = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const where = pinned ? 'server and client on a core each' : 'cores not pinned';
  return `${date.slice(0, 10)}, Node ${node}, ${cpu}, ${where}, load ${load.toFixed(2)} before. ${list.join(', ')}.`;
}

function races(rows, where, sizes) {
  const courses = new Map();
  for (const row of rows) {
    const size = (sizes[row.kind] / 1000).toFixed(1);
    const title = `${row.kind} (${size} KB)${where}, ${row.concurrency} at a time`;
    courses.set(title, [...(courses.get(title) ?? []), row]);
  }
  return [...courses].flatMap(([title, own]) => [heading(title), table(HEADS, own.map(cells))]);
}

function cells({ name, throughput, cpu, bytes }) {
  return [
    name,
    spread(throughput, 0),
    throughput.ratio.toFixed(2),
    spread(cpu, 0),
    cpu.ratio.toFixed(2),
    (bytes.median / 1000).toFixed(1),
    bytes.ratio.toFixed(2),
  ];
}

function spread({ median, min, max }, digits) {
  return `${median.toFixed(digits)} (${min.toFixed(digits)}–${max.toFixed(digits)})`;
}

function loopTable(rows) {
  const names = distinct(rows, 'name');
  const kinds = distinct(rows, 'kind');
  const stall = (name, kind) =>
    spread(rows.find((row) => row.name === name && row.kind === kind).stall, 1);
  return table(
    ['latest in ms', ...kinds],
    names.map((name) => [name].concat(kinds.map((kind) => stall(name, kind)))),
  );
}

function savedTable(rows) {
  const names = distinct(rows, 'name');
  const titles = distinct(rows, 'title');
  const count = (title, name) =>
    rows.find((row) => row.title === title && row.name === name)?.count.toFixed(0) ?? '–';
  return table(
    ['', ...names],
    titles.map((title) => [title].concat(names.map((name) => count(title, name)))),
  );
}

function dayTable(rows) {
  return table(
    ['', 'requests', '×', '× cache: false'],
    rows.map(({ name, requests, share, shareOfUncached }) => [
      name,
      requests,
      share.toFixed(2),
      shareOfUncached.toFixed(2),
    ]),
  );
}

function hitTable(rows) {
  return table(
    ['', 'CPU ns', 'bytes', 'requests'],
    rows.map(({ name, nanoseconds, bytes, requests }) => [
      name,
      nanoseconds.toFixed(0),
      bytes.toFixed(0),
      requests,
    ]),
  );
}

function startUpTable(rows) {
  return table(
    ['', 'ms', 'CPU ms', '× Nest'],
    rows.map(({ name, wall, cpu, share }) => [
      name,
      wall.toFixed(0),
      cpu.toFixed(0),
      share.toFixed(2),
    ]),
  );
}

function hostileTable(rows) {
  return table(
    ['', 'bytes on the wire', 'longest stall in ms', 'memory in MiB', 'refused for'],
    rows.map(({ name, wire, stall, memory, refusal }) => [
      name,
      wire,
      stall.toFixed(0),
      toMiB(memory),
      refusal || '–',
    ]),
  );
}

function soakTable(rows) {
  return table(
    ['', 'calls', 'heap MiB', 'rss MiB'],
    rows.map(({ name, calls, heapUsed, rss }) => [name, calls, toMiB(heapUsed), toMiB(rss)]),
  );
}

function distinct(rows, key) {
  return [...new Set(rows.map((row) => row[key]))];
}

function toMiB(bytes) {
  return (bytes / 1024 / 1024).toFixed(1);
}

function heading(text) {
  return `### ${text}`;
}
