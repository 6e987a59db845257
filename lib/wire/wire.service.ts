import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { AxiosInstance, CreateAxiosDefaults } from 'axios';
import { SpotifyConfig } from '../options/spotify.config.js';
import { withTimeout } from '../resilience/abort.js';
import { createLeanAxios, type Observe } from './lean-axios.js';
import { undiciAdapter, type UndiciAdapter } from './undici.adapter.js';

/** How long requests in flight may take to end when the application shuts down, in ms. */
const SHUTDOWN_GRACE_MS = 5000;

/** A client's connections, and axios instances over them: one for the Web API, one for the grant. */
@Injectable()
export class WireService implements BeforeApplicationShutdown {
  private readonly adapter: UndiciAdapter;

  constructor(config: SpotifyConfig) {
    this.adapter = undiciAdapter(config);
  }

  /**
   * An axios instance over these connections, unless `defaults` have an adapter of the user's. Every request that is to be
   * sent, by whatever adapter, passes `observe`.
   */
  createAxios(defaults: CreateAxiosDefaults, observe?: Observe): AxiosInstance {
    return createLeanAxios(defaults, this.adapter, observe);
  }

  /** Lets requests in flight end, for a while, and then closes the sockets. */
  async beforeApplicationShutdown(): Promise<void> {
    await withTimeout(SHUTDOWN_GRACE_MS, this.adapter.close()).catch(() => {});
    const reason = new Error('the application is shutting down');
    await this.adapter.destroy(Object.assign(reason, { code: 'ESHUTDOWN' }));
  }
}
