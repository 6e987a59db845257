import { bucketOf } from '../../api/bucket-of.js';
import { cacheChannel } from '../../diagnostics/channels.js';
import type { SpotifyCacheMessage } from '../../diagnostics/messages.js';
import type { GetRequest } from '../layer.js';

/** Tells subscribers, where there are any, what came of a look into the cache. */
export function publishCacheEvent(
  client: string,
  { url }: GetRequest,
  store: SpotifyCacheMessage['store'],
  event: SpotifyCacheMessage['event'],
): void {
  if (!cacheChannel.hasSubscribers) return;
  const message: SpotifyCacheMessage = { client, method: 'GET', path: bucketOf(url), event, store };
  cacheChannel.publish(message);
}
