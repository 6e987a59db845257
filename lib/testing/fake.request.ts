/** The service that a request is for. */
export type FakeService = 'api' | 'accounts';

/** A request, received over a socket or by the adapter. */
export interface FakeRequest {
  /** `GET`, `POST` and so on. */
  readonly method: string;
  /** Without origin and query, such as `/v1/markets`. */
  readonly path: string;
  /** The query's parameters, decoded. */
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of a token request, as it was sent. */
  readonly body?: string;
}

/** A request received, and the status of its response. */
export interface FakeRequestRecord extends FakeRequest {
  /** `undefined` for neither: a cover image, an unknown path. */
  readonly service?: FakeService;
  /** `undefined` until there is a response. */
  readonly status?: number;
}

export interface FakeResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A response, or none: the request hangs forever, or its connection is reset. */
export type FakeOutcome = FakeResponse | 'hang' | 'reset';
