import type { AxiosResponse } from 'axios';

/** The key under which a response refers to the bytes its data was parsed from. Axios leaves symbols alone. */
const BODY = Symbol('body');

type WithBody = Partial<AxiosResponse> & { [BODY]?: Uint8Array };

/** Notes which bytes a response's data was parsed from. They may be part of a socket's buffer: copy them to keep them. */
export function noteBody(response: AxiosResponse, bytes: Uint8Array): void {
  (response as WithBody)[BODY] = bytes;
}

/** Lets the bytes go: a response that outlives its call would keep a whole buffer of the socket. */
export function dropBody(response: object): void {
  (response as WithBody)[BODY] = undefined;
}

/** The bytes that a response's data was parsed from, where it came over our wire as JSON and no transform read it. */
export function bodyOf(response: object): Uint8Array | undefined {
  return (response as WithBody)[BODY];
}
