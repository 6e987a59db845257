import { SpotifyStore } from 'nestjs-spotify';

/** A store as several processes share it, here in one process; without leases. */
export class FleetStore extends SpotifyStore {
  readonly values = new Map<string, string>();
  /** Those of every `set`, in ms. */
  readonly ttls: number[] = [];
  reads = 0;

  async get(key: string): Promise<string | undefined> {
    this.reads += 1;
    return this.values.get(key);
  }

  async set(key: string, value: string, ttl: number): Promise<void> {
    this.values.set(key, value);
    this.ttls.push(ttl);
  }

  async delete(key: string): Promise<void> {
    this.values.delete(key);
  }
}
