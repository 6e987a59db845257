import { AsyncLocalStorage } from 'node:async_hooks';
import { channel, tracingChannel } from 'node:diagnostics_channel';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type {
  QuotaMode,
  SpotifyCallMessage,
  SpotifyGrantMessage,
  SpotifyLimitedMessage,
  SpotifyMessage,
  SpotifyRequestMessage,
  SpotifyRetryMessage,
} from 'nestjs-spotify';
import { CallRecord, callsOfRequest, nameOf, type Step } from './call-record.js';
import { ClientHistory } from './client-history.js';

/** The channels that are listened to, and what comes over each. */
interface Messages {
  'nestjs-spotify:limited': SpotifyLimitedMessage;
  'nestjs-spotify:retry': SpotifyRetryMessage;
  'tracing:nestjs-spotify:call:asyncEnd': SpotifyCallMessage;
  'tracing:nestjs-spotify:grant:start': SpotifyGrantMessage;
  'tracing:nestjs-spotify:grant:asyncEnd': SpotifyGrantMessage;
  'tracing:nestjs-spotify:request:start': SpotifyRequestMessage;
  'tracing:nestjs-spotify:request:asyncEnd': SpotifyRequestMessage;
}

/** Listens to the library's diagnostics channels, and keeps what the panel shows. */
@Injectable()
export class Recorder implements OnModuleDestroy {
  /** By the client's name, which is its quota mode. */
  private readonly histories: Readonly<Record<string, ClientHistory>> = {
    development: new ClientHistory(),
    extended: new ClientHistory(),
  };
  /** The call that the code now running belongs to. */
  private readonly currentCall = new AsyncLocalStorage<CallRecord>();
  /** By their messages: a tracing channel publishes the same object when something begins and when it ends. */
  private readonly calls = new WeakMap<SpotifyMessage, CallRecord>();
  private readonly steps = new WeakMap<SpotifyMessage, Step>();
  private readonly unsubscribe: (() => void)[] = [];

  constructor() {
    this.recordCalls();
    this.recordRequests();
    this.recordGrants();
    this.on('nestjs-spotify:retry', ({ delay }, history) => {
      history.totals.retries += 1;
      this.currentCall.getStore()?.addPause(delay);
    });
    this.on('nestjs-spotify:limited', ({ closes, retryAfter }, history) => {
      if (closes === 'account') history.onPause(retryAfter);
    });
  }

  onModuleDestroy(): void {
    for (const end of this.unsubscribe) end();
  }

  history(mode: QuotaMode): ClientHistory {
    return this.histories[mode]!;
  }

  /** The store bound to `start` tells, whenever something happens later, for which call it does. */
  private recordCalls(): void {
    const { start } = tracingChannel('nestjs-spotify:call');
    start.bindStore(this.currentCall, (data) => {
      const message = data as SpotifyCallMessage;
      const call = new CallRecord(message);
      this.calls.set(message, call);
      this.histories[message.client]?.onStart(call);
      callsOfRequest.getStore()?.push(call);
      return call;
    });
    this.unsubscribe.push(() => start.unbindStore(this.currentCall));
    this.on('tracing:nestjs-spotify:call:asyncEnd', (message, history) => {
      const call = this.calls.get(message);
      if (call) history.onEnd(call);
    });
  }

  private recordRequests(): void {
    this.on('tracing:nestjs-spotify:request:start', (message, history) => {
      history.onRequest();
      this.begin('request', message);
    });
    this.on('tracing:nestjs-spotify:request:asyncEnd', (message, history) => {
      history.onResult(String(message.status ?? nameOf(message.error)));
      this.steps.get(message)?.end(message);
    });
  }

  private recordGrants(): void {
    this.on('tracing:nestjs-spotify:grant:start', (message, history) => {
      history.totals.grants += 1;
      this.begin('grant', message);
    });
    this.on('tracing:nestjs-spotify:grant:asyncEnd', (message) => {
      this.steps.get(message)?.end(message);
    });
  }

  private begin(kind: Step['kind'], message: SpotifyRequestMessage | SpotifyGrantMessage): void {
    const step = this.currentCall.getStore()?.begin(kind, message);
    if (step) this.steps.set(message, step);
  }

  private on<Name extends keyof Messages>(
    name: Name,
    listen: (message: Messages[Name], history: ClientHistory) => void,
  ): void {
    const onMessage = (data: unknown) => {
      const message = data as Messages[Name];
      const history = this.histories[message.client];
      if (history) listen(message, history);
    };
    channel(name).subscribe(onMessage);
    this.unsubscribe.push(() => channel(name).unsubscribe(onMessage));
  }
}
