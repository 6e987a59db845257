import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Collects all garbage, for tests that measure the heap or wait for an object to go. */
export const collectGarbage = runInNewContext('gc') as () => void;
