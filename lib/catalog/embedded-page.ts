import type { Page } from '../models/common.js';
import type { MarketOptions, PageOptions } from './call.options.js';
import { toNumber } from './parameters.js';
import type { Describe } from './responses.js';

/** What a list's method is given: the id of the object that has the list, or the object, with the first page in it. */
export function embeddedIn<T>(
  given: string | { readonly id: string },
  property: string,
): { id: string; page: Page<T> | undefined } {
  if (typeof given !== 'object' || given === null) return { id: given, page: undefined };
  const page = (given as Record<string, unknown>)[property] as Page<T> | undefined;
  return { id: given.id, page: Array.isArray(page?.items) ? page : undefined };
}

/** Whether an embedded page is the first one that these options ask for. */
export function isWanted(page: Page<unknown>, options: MarketOptions & PageOptions): boolean {
  const { market } = options;
  const offset = toNumber(options.offset ?? 0);
  const limit = toNumber(options.limit ?? Infinity);
  if (offset !== 0 || (page.offset ?? 0) !== 0) return false;
  if (typeof limit !== 'number' || !(page.items.length <= limit)) return false;
  const itsMarket = URL.canParse(page.href) && new URL(page.href).searchParams.get('market');
  return !market || !itsMarket || itsMarket === market;
}

/** For an error about an embedded page: the address of the page, which was not requested by itself. */
export function describePage({ href }: Page<unknown>): Describe {
  return () => ({ method: 'GET', url: href ?? '', attempts: 0 });
}
