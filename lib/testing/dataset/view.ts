import type { Image } from '../../models/common.js';
import type { QuotaMode } from '../../options/spotify-module.options.js';
import { idOf, type ItemType } from './ids.js';

/** Spotify links audiobooks as shows, and their chapters as episodes. */
const PAGES: Partial<Record<ItemType, string>> = { audiobook: 'show', chapter: 'episode' };

/** What the form of an object depends on: the origin of links, the quota mode, the market. */
export class View {
  constructor(
    readonly origin: string,
    readonly quotaMode: QuotaMode,
    readonly market?: string,
  ) {}

  get extended(): boolean {
    return this.quotaMode === 'extended';
  }

  /** The links of an object that has an id. */
  links<T extends ItemType>(type: T, n: number) {
    const id = idOf(type, n);
    const known = PAGES[type] ?? type;
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
}
