// Two fleets of four processes make the same calls, side by side: one shares nothing, one shares a Redis.
import { Fleet } from './fleet.js';
import { startRedis } from './redis.js';

const INSTALL = `This sample needs a Redis or a Valkey. Install one (Debian, Ubuntu: apt-get install redis-server; macOS: brew
install redis), or name one that runs: REDIS_URL=redis://localhost:6379`;

const redis = await startRedis();
if (!redis) {
  console.error(INSTALL);
  process.exit(1);
}

const fleets = [await Fleet.prepare('alone'), await Fleet.prepare('sharing a Redis')] as const;
const [alone, sharing] = fleets;

function table(): string {
  const columns = fleets.map((fleet) => fleet.figures());
  const names = Object.keys(columns[0] ?? {});
  const rows = [
    ['', ...fleets.map(({ title }) => title)],
    ...names.map((name) => [name, ...columns.map((figures) => figures[name] ?? '')]),
  ];
  return rows
    .map((cells) =>
      cells
        .map((cell) => cell.padEnd(26))
        .join('')
        .trimEnd(),
    )
    .join('\n');
}

/** On a terminal the table stays where it is; elsewhere there is one, at the end. */
let lines = 0;
function draw(): void {
  const text = table();
  process.stdout.write(`${lines ? `\u001B[${lines}A\u001B[J` : ''}${text}\n`);
  lines = text.split('\n').length;
}

const drawing = process.stdout.isTTY ? setInterval(draw, 200) : undefined;
await Promise.all([alone.run(), sharing.run(redis.url)]);
clearInterval(drawing);
draw();
redis.stop();

const requests = (fleet: Fleet) => Number(fleet.figures()['API requests']);
console.log(
  `\nThe same calls took ${requests(alone)} requests alone, and ${requests(sharing)} over one Redis.`,
);
