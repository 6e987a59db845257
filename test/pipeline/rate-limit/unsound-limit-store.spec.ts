import { inspect } from 'node:util';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import {
  SpotifyLimitStore,
  SpotifyRateLimitError,
  type SpotifyLimitReport,
  type SpotifyLimitState,
} from 'nestjs-spotify';
import { client } from '../../support/client.js';
import { startFake } from '../../support/fake.js';

/** Responds to every report with the same; after 1,000 of them it fails, so that a loop ends. */
class CannedStore extends SpotifyLimitStore {
  exchanges = 0;

  constructor(private readonly state: (report: SpotifyLimitReport) => unknown) {
    super();
  }

  async exchange(_account: string, report: SpotifyLimitReport): Promise<SpotifyLimitState> {
    this.exchanges += 1;
    if (this.exchanges > 1000) throw new Error('asked over and over');
    return this.state(report) as SpotifyLimitState;
  }
}

const budget = { granted: 1, slot: 0, used: 1, frees: [], epoch: 'one' };
const state = { revision: 1, processes: 1, closes: undefined, claims: {}, budgets: [budget] };
const withBudget = (fields: object) => ({ ...state, budgets: [{ ...budget, ...fields }] });

const unsound: readonly unknown[] = [
  undefined,
  null,
  'OK',
  [],
  {},
  { ...state, revision: NaN },
  { ...state, revision: '1' },
  { ...state, processes: 0 },
  { ...state, processes: NaN },
  { ...state, closes: 'x' },
  { ...state, closes: {} },
  { ...state, claims: undefined },
  { ...state, budgets: 7 },
  { ...state, budgets: [] },
  { ...state, budgets: [null] },
  { ...state, budgets: [{}] },
  withBudget({ granted: 0 }),
  withBudget({ granted: -1 }),
  withBudget({ granted: NaN }),
  withBudget({ granted: 0.5 }),
  withBudget({ granted: 5 }), // of one that was wanted
  withBudget({ used: 'many' }),
  withBudget({ used: NaN }),
  withBudget({ slot: null }),
  withBudget({ epoch: 1 }),
  withBudget({ frees: undefined }),
  withBudget({ granted: 0, used: 100, frees: [[0, 1]] }),
  withBudget({ granted: 0, used: 100, frees: [[-5, 1]] }),
  withBudget({ granted: 0, used: 100, frees: [[NaN, 1]] }),
  withBudget({ granted: 0, used: 100, frees: [[1e300, 1]] }),
  withBudget({ granted: 0, used: 100, frees: [[10, 'one']] }),
  withBudget({ granted: 0, used: 100, frees: [null] }),
];

let warn: jest.SpiedFunction<Logger['warn']>;

beforeEach(() => {
  warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
});

async function clientOf(store: SpotifyLimitStore) {
  const fake = await startFake();
  const { catalog } = await client(fake, {
    rateLimit: { requestsPerDay: 100, maxWait: 1000 },
    shared: { limits: store },
  });
  return { catalog, fake };
}

describe('a limit store', () => {
  it.each(unsound.map((each) => [inspect(each, { depth: 9, breakLength: Infinity }), each]))(
    'that responds with %s is as one that fails',
    async (_, bad) => {
      const store = new CannedStore(() => bad);
      const { catalog, fake } = await clientOf(store);
      for (const n of [0, 1, 2]) await catalog.tracks.get(fake.catalog.trackId(n));
      expect(store.exchanges).toBe(1);
      expect(warn.mock.calls.flat().join()).toMatch(/limit store failed.*unsound state: [a-z]+/);
    },
  );

  it('that gives no claim an end it can wait for is as one that fails', async () => {
    const close = { key: '/tracks/{id}', duration: 0, value: closeOf('/tracks/{id}') };
    const claims = { '/tracks/{id}': { granted: false, wait: 0 } };
    const store = new CannedStore(({ revision }) => ({
      ...state,
      closes: revision === 1 ? undefined : [close],
      claims,
    }));
    const { catalog, fake } = await clientOf(store);
    for (const n of [0, 1, 2]) await catalog.tracks.get(fake.catalog.trackId(n));
    expect(warn.mock.calls.flat().join()).toContain('unsound state: claims["/tracks/{id}"]');
  });

  it('may hold closes that are no closes', async () => {
    const closes = [null, {}, 7, { key: 'client', duration: NaN }, { key: 1, value: '{}' }];
    const store = new CannedStore(() => ({ ...state, closes }));
    const { catalog, fake } = await clientOf(store);
    for (const n of [0, 1, 2]) await catalog.tracks.get(fake.catalog.trackId(n));
    expect(warn).not.toHaveBeenCalled();
  });

  it('that grants nothing, a moment at a time, is asked again after that moment', async () => {
    const store = new CannedStore(() => withBudget({ granted: 0, used: 100, frees: [[40, 1]] }));
    const { catalog, fake } = await clientOf(store);
    const call = catalog.tracks.get(fake.catalog.trackId(0));
    await expect(call).rejects.toMatchObject({ reason: 'quota-exceeded' });
    await expect(call).rejects.toBeInstanceOf(SpotifyRateLimitError);
    expect(store.exchanges).toBeLessThan(100);
  });

  it.each([
    ['its revisions fall', (n: number) => ({ ...state, revision: 1e6 - n })],
    ['it forgets its count each time', (n: number) => withBudget({ epoch: String(n) })],
  ])('is asked a few times at most, even where %s', async (_, respond) => {
    let n = 0;
    const store = new CannedStore(({ budgets }) => {
      const { budgets: canned, ...rest } = respond((n += 1));
      return { ...rest, budgets: [{ ...canned[0], granted: budgets[0]?.want }] };
    });
    const { catalog, fake } = await clientOf(store);
    for (const id of [0, 1, 2, 3, 4]) await catalog.tracks.get(fake.catalog.trackId(id));
    expect(store.exchanges).toBeLessThanOrEqual(10);
    expect(warn).not.toHaveBeenCalled();
  });
});

function closeOf(bucket: string): string {
  return JSON.stringify({ bucket, kind: 'endpoint', strikes: 1 });
}
