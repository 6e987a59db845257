import type { TransportResponse } from '../../transport/spotify.transport.js';
import { KeptAnswer } from './kept-answer.js';
import type { SpotifyStoredResponse } from './spotify-response.store.js';

/** A kept answer as a record for a store. */
export function toStored({ response, headers }: KeptAnswer): SpotifyStoredResponse {
  return { data: response.data, headers, storedAt: Date.now() };
}

/** A store's record as a kept answer, as old as it is by now; nothing for a record that is none of ours. */
export function fromStored(record: unknown): KeptAnswer | undefined {
  if (!isStored(record)) return undefined;
  const { data, headers, storedAt } = record;
  const age = Math.max(0, Math.floor((Date.now() - storedAt) / 1000));
  const aged = { ...headers, age: String(age + (Number.parseInt(headers['age'] ?? '', 10) || 0)) };
  const response: TransportResponse = { status: 200, headers: aged, data };
  return KeptAnswer.of(response);
}

function isStored(record: unknown): record is SpotifyStoredResponse {
  if (!isObject(record)) return false;
  const { data, headers, storedAt } = record;
  return (
    isObject(data) &&
    isObject(headers) &&
    Object.values(headers).every((value) => typeof value === 'string') &&
    Number.isFinite(storedAt)
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
