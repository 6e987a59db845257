import { invalidInput } from '../errors/api.errors.js';
import type { ExternalIds } from '../models/common.js';

/** How many search results are looked at for a code: search is fuzzy, and the first result may be another recording. */
export const EXTERNAL_ID_HITS = 5;

/** @see https://isrc.ifpi.org/en/isrc-standard/structure */
export function readIsrc(isrc: unknown): string {
  const code = typeof isrc === 'string' ? isrc.trim().replaceAll('-', '').toUpperCase() : '';
  if (/^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(code)) return code;
  throw invalidInput(
    `${JSON.stringify(isrc)} is not an ISRC; expected 12 letters and digits such as GBAYE6800011`,
  );
}

export function readUpc(upc: unknown): string {
  const code = typeof upc === 'string' ? upc.trim().replace(/[\s-]/g, '') : '';
  if (/^\d{12,14}$/.test(code)) return code;
  throw invalidInput(
    `${JSON.stringify(upc)} is not a UPC; expected 12 digits, or an EAN of 13 or 14`,
  );
}

export function hasIsrc(ids: Partial<ExternalIds> | null | undefined, isrc: string): boolean {
  return ids?.isrc?.replaceAll('-', '').toUpperCase() === isrc;
}

/** A UPC is an EAN without its leading zero, and stands under either name. */
export function hasUpc(ids: Partial<ExternalIds> | null | undefined, upc: string): boolean {
  return [ids?.upc, ids?.ean].some((code) => code && withoutZeros(code) === withoutZeros(upc));
}

function withoutZeros(code: string): string {
  return code.replace(/^0+/, '');
}
