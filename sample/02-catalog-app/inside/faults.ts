import type { SpotifyCatalogService } from 'nestjs-spotify';
import type { FakeSpotify } from 'nestjs-spotify/testing';
import type { Totals } from './client-history.js';

/** What happened between the press of a button and the end of the calls that met the fault. */
export interface Observed extends Totals {
  /** How long the slowest call took, in words: `42 ms`, `5.2 s`. */
  readonly slowest: string;
  /** What the fault's own call failed with. */
  readonly error?: Error | undefined;
}

/** A way in which the fake can misbehave. */
export interface Fault {
  readonly label: string;
  /** `make`, as the page shows it. */
  readonly code: string;
  make(fake: FakeSpotify): void;
  /** The call that meets the fault, where it is not just any. */
  call?(catalog: SpotifyCatalogService, ids: FreshIds): Promise<unknown>;
  /** Whether the fake has done it: whoever calls next may be the one to meet it. */
  isMet(observed: Totals): boolean;
  /** What the module does now. */
  readonly meanwhile: string;
  /** What the module has done, in a sentence or two. */
  tell(observed: Observed): string;
}

/** Ids of things that nobody has asked for yet. */
export interface FreshIds {
  album(): string;
  artist(): string;
  tracks(count: number): string[];
}

export const FAULTS: Readonly<Record<string, Fault>> = {
  rateLimit: {
    label: 'Rate limit, 5 s',
    code: 'fake.rateLimitNext({ retryAfter: 5 })',
    make: (fake) => fake.rateLimitNext({ retryAfter: 5 }),
    isMet: ({ results }) => had(results, '429'),
    meanwhile: 'Spotify says 429: come back in 5 s. Nothing is sent until then; the cache goes on.',
    tell: ({ slowest, cached, stale, failed }) =>
      'Spotify said 429: come back in 5 s. Nothing was sent until then, and the calls that needed Spotify waited for ' +
      `their turn, ${slowest} at most. ${cached + stale} came from the cache meanwhile; ${failed || 'none'} failed.`,
  },
  quota: {
    label: 'Spend a quota',
    code: "fake.quotaExceededNext({ bucket: '/artists/{id}', retryAfter: 60 })",
    make: (fake) => fake.quotaExceededNext({ bucket: '/artists/{id}', retryAfter: 60 }),
    async call(catalog, ids) {
      const artist = catalog.artists.get(ids.artist());
      await artist.catch(() => catalog.albums.get(ids.album()));
      await artist;
    },
    isMet: ({ results }) => had(results, '429'),
    meanwhile: 'Someone asks for an artist, and the quota for artists is spent.',
    tell: ({ error }) =>
      'The quota of /artists/{id} is spent, and only that endpoint is closed, for 60 s: the cache serves what it has, and ' +
      `other calls of it fail at once${error ? ` (${error.name})` : ''}. An album, asked for right after, came.`,
  },
  failThrice: {
    label: 'Fail 3 times',
    code: 'fake.failNext({ times: 3 })',
    make: (fake) => fake.failNext({ times: 3 }),
    isMet: ({ results }) => had(results, '503', 3),
    meanwhile: 'Spotify responds with 503, three times.',
    tell: ({ retries, slowest, failed }) =>
      `Spotify said 503 three times. The module sent ${count(retries, 'request')} again, each after a pause that grows; ` +
      `the slowest call took ${slowest}, and ${failed || 'none'} failed.`,
  },
  hang: {
    label: 'Hang once',
    code: 'fake.hangNext()',
    make: (fake) => fake.hangNext(),
    isMet: ({ results }) => had(results, 'timeout'),
    meanwhile: 'Spotify has a request and says nothing.',
    tell: ({ slowest, failed }) =>
      'Spotify never responded. After the timeout of 3 s the module gave that request up and sent it again: ' +
      `${slowest} in all, and ${failed || 'no'} call failed.`,
  },
  reset: {
    label: 'Cut the line',
    code: 'fake.resetNext()',
    make: (fake) => fake.resetNext(),
    isMet: ({ results }) => had(results, 'ECONNRESET'),
    meanwhile: 'The connection breaks before there is a response.',
    tell: ({ slowest, retries, failed }) =>
      `The connection broke (ECONNRESET). The module sent ${count(retries, 'request')} again over a new one: ` +
      `${slowest} in all, and ${failed || 'no'} call failed.`,
  },
  expireTokens: {
    label: 'Expire tokens',
    code: 'fake.expireTokens()',
    make: (fake) => fake.expireTokens(),
    isMet: ({ results }) => had(results, '401'),
    meanwhile: 'Spotify takes the token no more.',
    tell: ({ results, grants, slowest }) =>
      `Spotify said 401 to ${count(results['401'] ?? 0, 'request')}. ${count(grants, 'new token')} did for all, and each ` +
      `request was sent once more with it: ${slowest} for the slowest call.`,
  },
  refuseGrant: {
    label: 'Refuse the grant',
    code:
      'fake.expireTokens();\n' +
      "fake.failNext({ at: 'accounts', status: 400, body: { error: 'invalid_client' } })",
    make: (fake) => {
      fake.expireTokens();
      fake.failNext({ at: 'accounts', status: 400, body: { error: 'invalid_client' } });
    },
    isMet: ({ results }) => had(results, '401'),
    meanwhile: 'The accounts service gives no token.',
    tell: ({ failed, cached }) =>
      `No token: invalid_client. ${count(failed, 'call')} failed with SpotifyAuthError at once, because a wrong secret ` +
      `does not get better when it is sent again. ${cached || 'None'} came from the cache meanwhile. The next grant works.`,
  },
  flood: {
    label: 'Flood of callers',
    code: 'for (const id of fiftyIds)\n  for (let n = 0; n < 10; n++) void catalog.tracks.get(id)',
    make: () => {},
    call: (catalog, ids) =>
      Promise.all(
        ids.tracks(50).flatMap((id) => Array.from({ length: 10 }, () => catalog.tracks.get(id))),
      ),
    isMet: () => true,
    meanwhile: '500 callers want 50 tracks, all at once.',
    tell: ({ requests, joined, batched, sent, slowest }) =>
      `500 callers wanted 50 tracks at once: ${count(requests, 'request')} did for them, in ${slowest}. ` +
      `${joined} joined another call, ${batched} shared a batch, ${sent} had requests of their own.`,
  },
};

function had(results: Totals['results'], result: string, times = 1): boolean {
  return (results[result] ?? 0) >= times;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
