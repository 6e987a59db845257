import {
  FakeSpotify,
  type FakeRequestRecord,
  type FakeSpotifyOptions,
} from 'nestjs-spotify/testing';
import { onCleanup } from './cleanup.js';

/**
 * `FakeSpotify` as tests use it. Responds over sockets after `startFake()`; a `new TestFake()` needs none, because
 * `client()` gives it to axios as the adapter. For what the fake cannot do, see `ScriptedServer`.
 */
export class TestFake extends FakeSpotify {
  /** Which mode `client()` is in unless its options say otherwise. */
  readonly quotaMode: FakeSpotifyOptions['quotaMode'];

  constructor(options: FakeSpotifyOptions = {}) {
    super(options);
    this.quotaMode = options.quotaMode;
  }

  /** What arrived at the Web API. */
  apiRequests(): FakeRequestRecord[] {
    return this.requests.filter(({ service }) => service === 'api');
  }

  /** What arrived at the accounts service. */
  tokenRequests(): FakeRequestRecord[] {
    return this.requests.filter(({ service }) => service === 'accounts');
  }
}

/** A fake that listens on a free port until the test ends. */
export async function startFake(options: FakeSpotifyOptions = {}): Promise<TestFake> {
  const fake = await new TestFake(options).listen();
  onCleanup(() => fake.close());
  return fake;
}
