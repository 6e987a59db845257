import { circuitChannel, withError } from './channels.js';
import type { SpotifyCircuitMessage } from './messages.js';

/** What a message about a circuit needs of it. */
interface Circuit {
  readonly openState: { readonly cause: unknown; readonly retryIn: number } | undefined;
}

/** Says that a circuit has opened or closed: the whole Web API's, the accounts service's, or a bucket's. */
export function publishCircuit(
  client: string,
  { openState }: Circuit,
  scope: SpotifyCircuitMessage['scope'],
  path?: string,
): void {
  if (!circuitChannel.hasSubscribers) return;
  const state = openState ? 'open' : 'closed';
  const message = { client, scope, path, state, retryIn: openState?.retryIn };
  circuitChannel.publish(withError(message, openState?.cause));
}
