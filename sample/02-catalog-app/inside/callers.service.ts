import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { QuotaMode, SpotifyCatalogService } from 'nestjs-spotify';
import type { FakeSpotify } from 'nestjs-spotify/testing';
import { Clients, type SpotifyClient } from '../clients/clients.js';

const TICK_MS = 100;
const START_PER_SECOND = 20;
const WORDS = ['harbour', 'night train', 'river', 'light', 'garden', 'winter'];

/** Made-up visitors of the catalogue, while someone looks at the panel; only ever with the fake. */
@Injectable()
export class CallersService implements OnModuleDestroy {
  private readonly perSecond: Record<QuotaMode, number> = {
    development: START_PER_SECOND,
    extended: START_PER_SECOND,
  };
  private readonly watchers: Record<QuotaMode, number> = { development: 0, extended: 0 };
  private readonly timer = setInterval(() => this.tick(), TICK_MS);

  constructor(private readonly clients: Clients) {}

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  rate(mode: QuotaMode): number {
    return this.perSecond[mode];
  }

  setRate(mode: QuotaMode, perSecond: number): void {
    this.perSecond[mode] = perSecond;
  }

  /** Someone looks, until the function returned is called. */
  watch(mode: QuotaMode): () => void {
    this.watchers[mode] += 1;
    return () => (this.watchers[mode] -= 1);
  }

  private tick(): void {
    for (const mode of ['development', 'extended'] as const) {
      const client = this.clients.of(mode);
      if (this.watchers[mode] > 0) this.call(client, client.fake);
    }
  }

  private call({ mode, catalog }: SpotifyClient, fake?: FakeSpotify): void {
    if (!fake) return;
    const expected = (this.perSecond[mode] * TICK_MS) / 1000;
    const callers = Math.floor(expected) + (Math.random() < expected % 1 ? 1 : 0);
    for (let n = 0; n < callers; n++) {
      const visit = randomVisit(catalog, fake);
      visit().then(undefined, ignore);
      if (Math.random() < 0.1 && ++n < callers) visit().then(undefined, ignore); // two want the same
    }
  }
}

/** The panel shows what failed. */
function ignore(): void {}

/** A number below `size`; the lower, the likelier. */
function popular(size: number): number {
  return Math.floor(Math.random() ** 4 * size);
}

/** What a visitor asks for: mostly what others have asked for too. */
function randomVisit(
  catalog: SpotifyCatalogService,
  fake: FakeSpotify,
): () => PromiseLike<unknown> {
  const dice = Math.random();
  if (dice < 0.5) {
    const id = fake.catalog.albumId(popular(600));
    return () => catalog.albums.get(id);
  }
  if (dice < 0.93) {
    const id = fake.catalog.trackId(popular(1200));
    return () => catalog.tracks.get(id);
  }
  const word = WORDS[popular(WORDS.length)]!;
  return () => catalog.search.tracks(word, { limit: 5 });
}
