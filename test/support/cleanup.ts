import { jest } from '@jest/globals';

type Cleanup = () => unknown;

const afterTest: Cleanup[] = [];
const afterFile: Cleanup[] = [];
let inTest = false;

/** Closes what a test opened after that test, newest first; what `beforeAll` opened, after the file's last test. */
export function onCleanup(cleanup: Cleanup): void {
  (inTest ? afterTest : afterFile).push(cleanup);
}

async function closeAll(cleanups: Cleanup[]): Promise<void> {
  jest.useRealTimers(); // closing waits for sockets
  jest.restoreAllMocks();
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
}

beforeEach(() => {
  inTest = true;
});

afterEach(async () => {
  inTest = false;
  await closeAll(afterTest);
});

afterAll(() => closeAll(afterFile));
