// The support of the tests:
// - `client(server, options)` is an application with `SpotifyModule` over a server. Everything closes itself.
// - `startFake()` is a server that behaves as Spotify does; `new TestFake()` is one without sockets.
// - `ScriptedServer.start()` is a bare HTTP server that does what the test says, for what the fake cannot do.
// - `until(() => …)` waits for a state. No test waits a fixed time for one.

import { randomUUID } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import type { AxiosAdapter } from 'axios';
import {
  SpotifyAuthService,
  SpotifyCatalogService,
  SpotifyHttpService,
  SpotifyModule,
  type SpotifyModuleOptions,
} from 'nestjs-spotify';
import { onCleanup } from './cleanup.js';

/** What `client()` connects to: a `TestFake` or a `ScriptedServer`. */
export interface SpotifyServer {
  readonly apiUrl: string;
  readonly accountsUrl: string;
  readonly adapter?: AxiosAdapter;
  readonly quotaMode?: 'development' | 'extended';
}

/** Every option of the module, including those that exclude each other. */
export type ClientOptions = Partial<Pick<SpotifyModuleOptions, keyof SpotifyModuleOptions>>;

export interface Client {
  readonly http: SpotifyHttpService;
  readonly auth: SpotifyAuthService;
  readonly catalog: SpotifyCatalogService;
  /** The application, for what has no field here. */
  readonly app: TestingModule;
  /** Shuts the application down before the test ends. */
  readonly close: () => Promise<void>;
}

const accounts = new WeakMap<SpotifyServer, string>();

/** Limits are remembered by account and URL as long as the process lives, and a port may be used by another test later. */
function accountOf(server: SpotifyServer): string {
  const account = accounts.get(server) ?? randomUUID();
  accounts.set(server, account);
  return account;
}

/**
 * An application with `SpotifyModule` over this server; it closes itself after the test, or after the file when made in
 * `beforeAll`. Without options it neither caches nor retries: `{ cache: {}, retry: {} }` turns both on.
 */
export async function client(server: SpotifyServer, options: ClientOptions = {}): Promise<Client> {
  const { apiUrl, accountsUrl, adapter, quotaMode } = server;
  const listens = !apiUrl.includes('.invalid'); // a fake that does not listen has no address
  const app = await Test.createTestingModule({
    imports: [
      SpotifyModule.forRoot({
        clientId: 'id',
        clientSecret: 'secret',
        apiUrl,
        accountsUrl,
        quotaMode,
        cache: false,
        retry: false,
        ...(!listens && { http: { adapter } }),
        ...options,
        ...(!options.credentials && {
          rateLimit: { account: accountOf(server), ...options.rateLimit },
        }),
      } as SpotifyModuleOptions),
    ],
  }).compile();
  let closed: Promise<void> | undefined;
  const close = () => (closed ??= app.close());
  onCleanup(close);
  return {
    app,
    http: app.get(SpotifyHttpService),
    auth: app.get(SpotifyAuthService),
    catalog: app.get(SpotifyCatalogService),
    close,
  };
}
