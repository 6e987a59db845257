import type { Image } from '../../models/common.js';
import type { QuotaMode } from '../../options/spotify-module.options.js';
import type { AddedItems } from './added-items.js';
import { idOf, type ItemType } from './ids.js';
import { AUDIOBOOK_MARKETS } from './markets.js';

/** Spotify links audiobooks as shows, and their chapters as episodes. */
const LINKED_AS: Partial<Record<ItemType, string>> = { audiobook: 'show', chapter: 'episode' };

export interface ViewOptions {
  readonly origin: string;
  readonly quotaMode: QuotaMode;
  readonly market?: string;
  /** The id of the user whose token it is; an app token has none. */
  readonly user?: string;
  /** What the test added to the catalogue. */
  readonly added: AddedItems;
}

/** What the form of an object depends on. */
export class View implements ViewOptions {
  readonly origin: string;
  readonly quotaMode: QuotaMode;
  readonly market?: string;
  readonly user?: string;
  readonly added: AddedItems;

  constructor(options: ViewOptions) {
    this.origin = options.origin;
    this.quotaMode = options.quotaMode;
    this.market = options.market;
    this.user = options.user;
    this.added = options.added;
  }

  inMarket(market: string): View {
    const { origin, quotaMode, user, added } = this;
    return new View({ origin, quotaMode, market, user, added });
  }

  get extended(): boolean {
    return this.quotaMode === 'extended';
  }

  /** The links of an object that has an id. */
  links<T extends ItemType>(type: T, n: number) {
    const id = idOf(type, n);
    const known = LINKED_AS[type] ?? type;
    return {
      external_urls: { spotify: `https://open.spotify.com/${known}/${id}` },
      href: this.href(`/${type}s/${id}`),
      id,
      type,
      uri: `spotify:${known}:${id}`,
    };
  }

  href(path: string): string {
    return `${this.origin}/v1${path}`;
  }

  /** An item's picture in three sizes, widest first. */
  images(type: string, id: string): Image[] {
    return [640, 300, 64].map((size) => ({
      url: `${this.origin}/image/${type}/${id}/${size}`,
      height: size,
      width: size,
    }));
  }

  /** Where an object is available, unless a market is given; apps in development mode do not get it. */
  showMarkets(markets: readonly string[]) {
    return this.extended && !this.market ? { available_markets: [...markets] } : {};
  }

  /** The same, or with a market whether the object is playable there. */
  availability(markets: readonly string[]) {
    if (!this.market) return this.showMarkets(markets);
    if (markets.includes(this.market)) return { is_playable: true };
    return { is_playable: false, restrictions: { reason: 'market' } };
  }

  /**
   * Whether a request gets a show or an audiobook, number `n`, at all. An app token has no country: without a market most
   * are hidden, but one in four is not (3, 7, 11 and so on). Audiobooks exist in some markets only.
   */
  offers(type: 'show' | 'audiobook', n: number): boolean {
    if (!this.market) return n % 4 === 3;
    return type === 'show' || AUDIOBOOK_MARKETS.includes(this.market);
  }
}
