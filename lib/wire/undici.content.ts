import { constants, kMaxLength } from 'node:buffer';
import { promisify } from 'node:util';
import {
  brotliDecompress,
  brotliDecompressSync,
  inflateRaw,
  inflateRawSync,
  unzip,
  unzipSync,
} from 'node:zlib';
import type { InternalAxiosRequestConfig } from 'axios';
import { assertBounded } from './json-bounds.js';

/** The most that is decoded of a body, in bytes, unless a request sets `maxContentLength`: twice Spotify's largest. */
export const MAX_CONTENT_LENGTH = 4 * 1024 * 1024;

/** A body of so little, in bytes, is decompressed here, which costs less than handing it to a thread: 11 µs against 39. */
const SYNC_INPUT_BYTES = 2 * 1024;

/** It goes to a thread after all if it turns out to be longer than this: a kilobyte can become a gigabyte. */
const SYNC_OUTPUT_BYTES = 64 * 1024;

const BYTE_ORDER_MARK = 0xfeff;

const decompressors = {
  unzip: { sync: unzipSync, async: promisify(unzip) },
  inflateRaw: { sync: inflateRawSync, async: promisify(inflateRaw) },
  brotli: { sync: brotliDecompressSync, async: promisify(brotliDecompress) },
};

/**
 * Decodes a Content-Encoding, synchronously where both content and result are small; `undefined` for one that was not
 * accepted.
 *
 * @throws RangeError with the code ERR_BUFFER_TOO_LARGE where it would decompress to more than `maxLength` bytes
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1
 */
export function decode(
  content: Buffer,
  encoding: string,
  maxLength: number,
): Buffer | Promise<Buffer> | undefined {
  const decompressor = decompressorFor(content, encoding);
  if (!decompressor) return undefined;
  const maxOutputLength = Math.min(Math.max(maxLength, 1), kMaxLength);
  if (content.length <= SYNC_INPUT_BYTES) {
    try {
      const most = Math.min(maxOutputLength, SYNC_OUTPUT_BYTES);
      return decompressor.sync(content, { maxOutputLength: most });
    } catch (error) {
      if (!isTooLarge(error)) throw error;
    }
  }
  return decompressor.async(content, { maxOutputLength });
}

/** Whether decompressing has failed for the length of the result. */
export function isTooLarge(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
}

/** The `maxContentLength` of a request, in bytes. */
export function maxLengthOf({ maxContentLength }: InternalAxiosRequestConfig): number {
  if (maxContentLength === undefined) return MAX_CONTENT_LENGTH;
  return maxContentLength < 0 ? Infinity : maxContentLength;
}

function decompressorFor(content: Buffer, encoding: string) {
  switch (encoding.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return decompressors.unzip;
    case 'deflate':
      // It should have a zlib header, whose first byte ends in 8; some servers send none.
      return (content[0] ?? 0) % 16 === 8 ? decompressors.unzip : decompressors.inflateRaw;
    case 'br':
      return decompressors.brotli;
    default:
      return undefined;
  }
}

/**
 * Parsed JSON, or text where it is none or where response transforms will parse it.
 *
 * @throws RangeError for JSON that would cost too much to parse, or more text than a string can hold
 */
export function parse(content: Buffer, config: InternalAxiosRequestConfig): unknown {
  if (config.responseType === 'arraybuffer') return content;
  if (content.length > constants.MAX_STRING_LENGTH) {
    throw new RangeError(`${content.length} bytes are more than a string can hold`);
  }
  return parseText(content.toString(), config);
}

/** The same for a body that is text already. */
export function parseText(
  body: string,
  { responseType, transformResponse }: InternalAxiosRequestConfig,
): unknown {
  const text = body.charCodeAt(0) === BYTE_ORDER_MARK ? body.slice(1) : body;
  if (!text || transformResponse || responseType === 'text') return text;
  assertBounded(text);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
