import type { Attributes } from '@opentelemetry/api';
import type { SpotifyMessage, SpotifyTraceMessage } from '../diagnostics/messages.js';

/** OpenTelemetry's names for what a message says; the names of the client and of what is Spotify's own are ours. */
export function attributesOf(message: SpotifyMessage & Partial<SpotifyTraceMessage>): Attributes {
  const { client, method, path, status, error } = message;
  return {
    'nestjs_spotify.client': client,
    ...(method !== undefined && { 'http.request.method': method }),
    ...(path !== undefined && { 'url.template': path }),
    ...(status !== undefined && { 'http.response.status_code': status }),
    ...(error !== undefined && { 'error.type': typeOf(error) }),
  };
}

/** The class of an error, or the name of an abort's reason. */
function typeOf(error: unknown): string {
  const name = (error as { readonly name?: unknown } | null)?.name;
  return typeof name === 'string' && name !== '' ? name : '_OTHER';
}
