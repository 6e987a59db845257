import { checkResponses } from './measure/check-responses.mjs';
import { block } from './measure/block.mjs';
import { hostile } from './measure/hostile.mjs';
import { memory } from './measure/memory.mjs';

// One client in a process of its own, so that others' code and garbage cannot slow it:
// `node client.mjs <script> <settings as JSON>`.
const [script, terms] = process.argv.slice(2);
const { connect } = await import(`./clients/${script}.mjs`);
const client = await connect(JSON.parse(terms));

const tasks = {
  block: (message) => block(client, message),
  hostile: (message) => hostile(client, message),
  check: () => checkResponses(client),
  memory,
};

process.on('disconnect', () => process.exit());
process.on('message', (message) => {
  Promise.resolve(tasks[message.task](message)).then(
    (result) => process.send({ result: result ?? null }),
    (error) => process.send({ error: error?.stack ?? String(error) }),
  );
});
process.send({ result: null });
