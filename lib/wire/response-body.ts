import type { AxiosResponse } from 'axios';

/** The key under which a response refers to the bytes its data was parsed from. Axios leaves symbols alone. */
const BODY = Symbol('body');

type WithBody = Partial<AxiosResponse> & { [BODY]?: Uint8Array };

/** Notes which bytes a response's data was parsed from. They may be part of a socket's buffer: copy them to keep them. */
export function noteBody(response: AxiosResponse, bytes: Uint8Array): void {
  (response as WithBody)[BODY] = bytes;
}

/**
 * The bytes that a response's data was parsed from, where it came over our wire as JSON and no transform read it. The
 * response lets go of them: one that outlives its call would keep a whole buffer of the socket.
 */
export function takeBody(response: object): Uint8Array | undefined {
  const body = (response as WithBody)[BODY];
  if (body) (response as WithBody)[BODY] = undefined;
  return body;
}
