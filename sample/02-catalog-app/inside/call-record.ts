import { AsyncLocalStorage } from 'node:async_hooks';
import type { SpotifyCallMessage, SpotifyTraceMessage } from 'nestjs-spotify';

/** Something that took time within a call: a request, a token request, or a pause before a retry. */
export class Step {
  /** In ms after the call began; `undefined` while it goes on. */
  to: number | undefined;
  /** The HTTP status, or what kind of failure there was in its place. */
  result: string | undefined;

  constructor(
    readonly kind: 'request' | 'grant' | 'pause',
    /** In ms after the call began. */
    readonly from: number,
  ) {}

  end({ duration = 0, status, error }: SpotifyTraceMessage): void {
    this.to = this.from + duration;
    this.result = String(status ?? nameOf(error));
  }
}

/** One call of the library, with what went on in it. */
export class CallRecord {
  readonly steps: Step[] = [];

  /** @param message is filled in by the library when the call has ended */
  constructor(readonly message: SpotifyCallMessage) {}

  begin(kind: Step['kind'], { startedAt }: SpotifyTraceMessage): Step {
    const step = new Step(kind, startedAt - this.message.startedAt);
    this.steps.push(step);
    return step;
  }

  addPause(ms: number): void {
    const step = new Step('pause', performance.now() - this.message.startedAt);
    step.to = step.from + ms;
    this.steps.push(step);
  }
}

/** Why there was no response, in a word: `ECONNRESET`, `timeout`. */
export function nameOf(error: unknown): string {
  const { name, code } = error as { readonly name: string; readonly code?: string };
  return code ?? name.replace(/^Spotify|Error$/g, '').toLowerCase();
}

/** The calls that one request to this app makes; the recorder adds them. */
export const callsOfRequest = new AsyncLocalStorage<CallRecord[]>();
