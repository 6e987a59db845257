import type { CreateAxiosDefaults } from 'axios';
import type { AccessTokenFields } from './access-token.js';
import { withTimeout } from '../resilience/abort.js';
import { safeCause } from '../errors/redact.js';
import { SpotifyConfigError } from '../errors/base.errors.js';
import { checkOptionNames } from './known-options.js';
import {
  count,
  flag,
  httpUrl,
  sharedStore,
  isLanguage,
  LANGUAGE_FORM,
  oneOf,
  show,
  time,
} from './checks.js';
import { checkCredentials, credentialsOf } from './credentials.js';
import { MinTtl } from './min-ttl.js';
import type { QuotaMode } from './spotify-module.options.js';
import type {
  SpotifyCredentials,
  SpotifyModuleOptions,
  SpotifyRateLimitOptions,
  SpotifyRetryOptions,
} from './spotify-module.options.js';

const CONNECTION_DEFAULTS = [
  'adapter',
  'env',
  'proxy',
  'httpAgent',
  'httpsAgent',
  'socketPath',
  'lookup',
  'family',
  'decompress',
  'maxContentLength',
];

interface RateLimitConfig {
  readonly maxWait: number;
  readonly maxQueue: number;
  readonly requestsPer30s: number | undefined;
  readonly requestsPerDay: number | undefined;
  readonly account: string | undefined;
}

/** The options of one client with every default filled in, checked once while the application starts. */
export class SpotifyConfig {
  readonly quotaMode: QuotaMode | 'auto';
  readonly market: string | undefined;
  readonly locale: string | undefined;
  readonly language: string | undefined;
  readonly apiUrl: string;
  readonly tokenUrl: string;
  readonly timeout: number;
  readonly retry: Required<SpotifyRetryOptions>;
  readonly rateLimit: RateLimitConfig;
  readonly cache: { maxBytes: number; minTtl: MinTtl } | false;
  readonly batching: boolean;
  readonly concurrency: number;
  readonly http2: boolean;
  readonly refreshAhead: number;
  readonly warmUp: boolean;
  readonly #credentials: () => SpotifyCredentials | Promise<SpotifyCredentials>;
  #clientId: string | undefined;
  readonly #accessToken: string | AccessTokenFields | undefined;
  readonly #http: CreateAxiosDefaults;

  constructor(
    options: SpotifyModuleOptions,
    /** The client's name; `default` for the unnamed one. */
    readonly name = 'default',
  ) {
    if (typeof options !== 'object' || options === null) {
      throw new SpotifyConfigError({
        option: 'clientId',
        problem: 'is missing: the factory returned no options object.',
      });
    }
    checkOptionNames(options);
    this.#credentials = credentialsOf(options);
    this.#clientId = options.clientId;
    this.#accessToken = options.accessToken;
    this.#http = options.http ?? {};
    this.quotaMode = oneOf('quotaMode', options.quotaMode ?? 'development', [
      'development',
      'extended',
      'auto',
    ]);
    this.market = marketOf(options.market);
    this.locale = options.locale;
    this.language = languageOf(options.language);
    this.apiUrl = httpUrl('apiUrl', options.apiUrl ?? 'https://api.spotify.com/v1');
    this.tokenUrl = `${httpUrl('accountsUrl', options.accountsUrl ?? 'https://accounts.spotify.com')}/api/token`;
    this.timeout = time('timeout', options.timeout ?? 10_000, 1);
    this.retry = retryOf(options.retry);
    this.rateLimit = rateLimitOf(options.rateLimit);
    this.cache = options.cache !== false && {
      maxBytes: count('cache.maxBytes', options.cache?.maxBytes ?? 32 * 1024 * 1024),
      minTtl: new MinTtl(options.cache?.minTtl),
    };
    this.batching = flag('batching', options.batching ?? true);
    this.concurrency = count('concurrency', options.concurrency ?? 64);
    this.http2 = flag('http2', options.http2 ?? false);
    this.refreshAhead = time('refreshAhead', options.refreshAhead ?? 60_000);
    this.warmUp = flag('warmUp', options.warmUp ?? false);
    sharedStore('shared.tokens', options.shared?.tokens, ['get', 'set', 'delete']);
    sharedStore('shared.responses', options.shared?.responses, ['get', 'set', 'delete']);
    sharedStore('shared.limits', options.shared?.limits, ['exchange']);
  }

  /**
   * The credentials to use now.
   *
   * @throws SpotifyConfigError when the option `credentials` rejects, takes longer than `timeout`, or returns none; the
   * signal's reason when aborted
   */
  async credentials(signal?: AbortSignal): Promise<SpotifyCredentials> {
    const pending = (async () => this.#credentials())();
    const credentials = await withTimeout(this.timeout, pending, signal).catch((cause: unknown) => {
      signal?.throwIfAborted();
      throw new SpotifyConfigError({
        option: 'credentials',
        problem: 'returned no credentials; it must resolve to { clientId, clientSecret }.',
        // a secret manager's client may keep its own token in its errors
        cause: safeCause(cause),
      });
    });
    const checked = checkCredentials(credentials);
    this.#clientId ??= checked.clientId;
    return checked;
  }

  /** What the limits are shared by; `undefined` until a function `credentials` has told the client id. */
  get account(): string | undefined {
    return this.rateLimit.account ?? this.#clientId;
  }

  /** The option `accessToken`. Not a plain field, so that a printed config does not show it. */
  initialToken(): string | AccessTokenFields | undefined {
    return this.#accessToken;
  }

  /** The user's axios defaults, which may hold a proxy's password. */
  axiosDefaults(): CreateAxiosDefaults {
    return this.#http;
  }

  /** Those of the user's axios defaults that say how to connect, which the token request has in common with the API's. */
  connectionDefaults(): CreateAxiosDefaults {
    const defaults: Record<string, unknown> = { ...this.#http };
    return Object.fromEntries(
      CONNECTION_DEFAULTS.filter((name) => name in defaults).map((name) => [name, defaults[name]]),
    );
  }
}

function retryOf(retry: SpotifyRetryOptions | false | undefined): Required<SpotifyRetryOptions> {
  if (retry === false) return { attempts: 1, minDelay: 0, maxDelay: 0 };
  return {
    attempts: count('retry.attempts', retry?.attempts ?? 3),
    minDelay: time('retry.minDelay', retry?.minDelay ?? 250),
    maxDelay: time('retry.maxDelay', retry?.maxDelay ?? 8000),
  };
}

function rateLimitOf(options: SpotifyRateLimitOptions = {}): RateLimitConfig {
  const { maxWait = 30_000, maxQueue = 1000, requestsPer30s, requestsPerDay, account } = options;
  return {
    maxWait: time('rateLimit.maxWait', maxWait),
    maxQueue: count('rateLimit.maxQueue', maxQueue, 0),
    requestsPer30s: limit('rateLimit.requestsPer30s', requestsPer30s),
    requestsPerDay: limit('rateLimit.requestsPerDay', requestsPerDay),
    account: accountOf(account),
  };
}

function limit(option: string, value: number | undefined): number | undefined {
  return value === undefined ? undefined : count(option, value);
}

function accountOf(account: string | undefined): string | undefined {
  if (account === undefined || (typeof account === 'string' && account !== '')) return account;
  throw new SpotifyConfigError({
    option: 'rateLimit.account',
    problem: `is ${show(account)}; it takes a non-empty string, the same for all clients of one developer account.`,
  });
}

function languageOf(language: string | undefined): string | undefined {
  if (language === undefined || isLanguage(language)) return language;
  throw new SpotifyConfigError({
    option: 'language',
    problem: `is ${show(language)}; it takes ${LANGUAGE_FORM}.`,
  });
}

function marketOf(market: string | undefined): string | undefined {
  if (market === undefined || /^[A-Z]{2}$/.test(market)) return market;
  throw new SpotifyConfigError({
    option: 'market',
    problem: `is ${show(market)}; give an ISO 3166-1 alpha-2 code such as 'SE' (an app token has no country of its own).`,
  });
}
