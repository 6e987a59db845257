import type { InternalAxiosRequestConfig } from 'axios';

/** An access token, as far as the wire is concerned. */
export interface BearerToken {
  readonly tokenType: string;
  readonly accessToken: string;
}

/**
 * Under which a request keeps the token it was sent with, its header hidden or not. Axios leaves symbols alone, and the
 * token's printed forms hide its secret.
 */
export const ATTACHED = Symbol('attached');

export interface BearerRequest extends InternalAxiosRequestConfig {
  [ATTACHED]?: BearerToken;
}
