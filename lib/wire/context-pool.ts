import { AsyncResource } from 'node:async_hooks';
import { channel } from 'node:diagnostics_channel';
import { Client, type Dispatcher, Pool } from 'undici';

/** undici's own channel. OpenTelemetry's instrumentation makes a request's span there, in the async context of the moment. */
const created = channel('undici:request:create');

/** The contexts in which requests were made, by the options they were dispatched with. */
const contexts = new WeakMap<object, AsyncResource>();

/**
 * undici's pool, but where someone listens to undici's requests, each is sent in the async context in which it was made.
 * The pool itself sends one that had to wait for a socket in that of the request that had the socket before, and its span
 * would become a child of the wrong call's.
 */
export class ContextPool extends Pool {
  constructor(origin: string, options: Pool.Options) {
    super(origin, {
      ...options,
      factory: (address, ofClient: object) => new ContextClient(address, ofClient),
    });
  }

  override dispatch(
    options: Dispatcher.DispatchOptions,
    handler: Dispatcher.DispatchHandler,
  ): boolean {
    if (created.hasSubscribers) contexts.set(options, new AsyncResource('SpotifyRequest'));
    return super.dispatch(options, handler);
  }
}

class ContextClient extends Client {
  override dispatch(
    options: Dispatcher.DispatchOptions,
    handler: Dispatcher.DispatchHandler,
  ): boolean {
    const context = contexts.get(options);
    if (!context) return super.dispatch(options, handler);
    return context.runInAsyncScope(() => super.dispatch(options, handler));
  }
}
