import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, NotFoundException } from '@nestjs/common';
import type { QuotaMode } from 'nestjs-spotify';
import type { FakeSpotify } from 'nestjs-spotify/testing';
import type { SpotifyClient } from '../clients/clients.js';
import type { Totals } from './client-history.js';
import { type Fault, FAULTS, type FreshIds } from './faults.js';
import { Recorder } from './recorder.js';

/** The fault made last, as the page shows it. */
export interface FaultStory {
  readonly number: number;
  readonly name: string;
  readonly code: string;
  readonly said: string;
  readonly isOver: boolean;
}

/** Makes the fake misbehave, makes a call that meets it, and tells what the module did. */
@Injectable()
export class FaultService {
  private readonly stories = new Map<QuotaMode, FaultStory>();
  private count = 0;

  constructor(private readonly recorder: Recorder) {}

  story(mode: QuotaMode): FaultStory | undefined {
    return this.stories.get(mode);
  }

  /** Returns at once; the story goes on. */
  make(name: string, client: SpotifyClient): void {
    const { mode, fake } = client;
    const fault = Object.hasOwn(FAULTS, name) ? FAULTS[name] : undefined;
    if (!fault || !fake) throw new NotFoundException(`There is no fault "${name}"`);
    const { code, meanwhile } = fault;
    const number = ++this.count;
    const begun: FaultStory = { number, name, code, said: meanwhile, isOver: false };
    this.stories.set(mode, begun);
    void this.watch(fault, client, fake).then((said) => this.end(begun, mode, said));
  }

  /** Unless another fault has been made since. */
  private end(story: FaultStory, mode: QuotaMode, said: string): void {
    if (this.stories.get(mode) === story) this.stories.set(mode, { ...story, said, isOver: true });
  }

  private async watch(
    fault: Fault,
    { mode, catalog, status }: SpotifyClient,
    fake: FakeSpotify,
  ): Promise<string> {
    const history = this.recorder.history(mode);
    const before = structuredClone(history.totals);
    const startedAt = Date.now();
    const happened = () => difference(history.totals, before);

    fault.make(fake);
    const ids = freshIds(fake);
    const call = fault.call?.(catalog, ids) ?? catalog.albums.get(ids.album());
    const error = await call.then(
      () => undefined,
      (failed: Error) => failed,
    );
    // With other callers about, one of those may meet the fault.
    await until(() => fault.isMet(happened()));
    const involved = [...history.active];
    await until(() => !involved.some((one) => history.active.has(one)));
    await until(() => status.snapshot().limits.closedUntil === undefined);
    const slowest = inWords(history.slowestSince(startedAt));
    return fault.tell({ ...happened(), slowest, error });
  }
}

/** Far from what the visitors ask for. */
function randomNumber(): number {
  return 100_000 + Math.floor(Math.random() * 900_000);
}

function freshIds({ catalog }: FakeSpotify): FreshIds {
  return {
    album: () => catalog.albumId(randomNumber()),
    artist: () => catalog.artistId(randomNumber()),
    tracks: (count) => {
      const first = randomNumber();
      return Array.from({ length: count }, (_, index) => catalog.trackId(first + index));
    },
  };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(50, undefined, { ref: false });
}

function difference(after: Totals, before: Totals): Totals {
  const results: Record<string, number> = {};
  for (const [name, number] of Object.entries(after.results)) {
    results[name] = number - (before.results[name] ?? 0);
  }
  const minus = (name: Exclude<keyof Totals, 'results'>) => after[name] - before[name];
  return {
    sent: minus('sent'),
    cached: minus('cached'),
    stale: minus('stale'),
    joined: minus('joined'),
    batched: minus('batched'),
    failed: minus('failed'),
    requests: minus('requests'),
    retries: minus('retries'),
    grants: minus('grants'),
    results,
  };
}

function inWords(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
