/** Which half of Spotify a request is for. */
export type FakeService = 'api' | 'accounts';

/** A request as both ways in, the socket and the adapter, hand it on. */
export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** By name in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A request that arrived, and what became of it. */
export interface FakeRequestRecord extends FakeRequest {
  /** `undefined` for what is neither: a cover image, an unknown path. */
  readonly service?: FakeService;
  /** The answer's; `undefined` until there is one. */
  readonly status?: number;
}

export interface FakeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer, or none: the request hangs for ever, or its connection is reset. */
export type FakeOutcome = FakeAnswer | 'hang' | 'reset';
