import { requireEndpoint } from './api/endpoints.js';
import { JSON_TYPE } from './api/fake.api.js';
import type { FakeRequest, FakeResponse } from './fake.request.js';

/** A response in full: what has a numeric `status` and nothing but these three is taken for one, not for a body. */
export interface FakeAnswerResponse {
  /** HTTP status. */
  readonly status: number;
  /** A string is sent as plain text, anything else as JSON. */
  readonly body?: unknown;
  /** Names in any case; `content-type` goes by the body by default. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The body of a 200, as JSON; or a {@link FakeAnswerResponse}; or a function that gives either for a request. */
export type FakeAnswer =
  | ((request: FakeRequest) => unknown)
  | object
  | string
  | number
  | boolean
  | null;

/** For how long an answer holds. */
export interface FakeAnswerOptions {
  /** For how many requests it holds; for all by default. */
  readonly times?: number;
}

interface Answer {
  readonly endpoint: string;
  readonly answer: FakeAnswer;
  left: number;
}

/** The answers that a test gave; a later one goes before an earlier one, until it is used up. */
export class FakeAnswers {
  private answers: Answer[] = [];

  add(endpoint: string, answer: FakeAnswer, { times = Infinity }: FakeAnswerOptions = {}): void {
    this.answers.unshift({ endpoint: requireEndpoint(endpoint), answer, left: times });
  }

  /** The response to a request; `names` are its endpoint's path template and its path. */
  async take(request: FakeRequest, names: readonly string[]): Promise<FakeResponse | undefined> {
    const found = this.answers.find(({ endpoint, left }) => left > 0 && names.includes(endpoint));
    if (!found) return undefined;
    found.left -= 1;
    this.answers = this.answers.filter(({ left }) => left > 0);
    const { answer } = found;
    return toResponse(isFunction(answer) ? await answer(request) : answer);
  }
}

function isFunction(answer: FakeAnswer): answer is (request: FakeRequest) => unknown {
  return typeof answer === 'function';
}

function toResponse(answer: unknown): FakeResponse {
  const { status, body, headers } = isResponse(answer)
    ? answer
    : { status: 200, body: answer, headers: {} };
  const text = typeof body === 'string';
  return {
    status,
    headers: {
      ...(body !== undefined && { 'content-type': text ? 'text/plain; charset=utf-8' : JSON_TYPE }),
      ...(status === 200 && { 'cache-control': 'public, max-age=0', vary: 'Authorization' }),
      ...lowerCased(headers),
    },
    body: text ? body : (JSON.stringify(body) ?? ''),
  };
}

function isResponse(answer: unknown): answer is FakeAnswerResponse {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'status' in answer &&
    typeof answer.status === 'number' &&
    Object.keys(answer).every((name) => ['status', 'body', 'headers'].includes(name))
  );
}

function lowerCased(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
