import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { SpotifyCredentials } from '../options/spotify-module.options.js';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const FINGERPRINT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Begins every sealed value; another number once the format changes. */
const VERSION = 'v1.';

/**
 * Seals texts for a store that others may read, so that only a process with the same credentials opens them: AES-256-GCM
 * under a key derived from the client secret. What is read from the store is authenticated by it too: nobody without the
 * secret can plant a token.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5869 for HKDF
 */
export class TokenSeal {
  /**
   * Tells these credentials and this token endpoint from others, so that during a rotation the tokens of the old and of
   * the new secret do not overwrite each other. Tells nothing of the secret.
   */
  readonly fingerprint: string;
  readonly #key: Buffer;

  constructor({ clientId, clientSecret }: SpotifyCredentials, tokenUrl: string) {
    const derive = (purpose: string, length: number) => {
      const info = JSON.stringify(['nestjs-spotify', purpose, clientId, tokenUrl]);
      const digest = createHash('sha256').update(info).digest(); // Node takes 1024 bytes of info at most
      return Buffer.from(hkdfSync('sha256', clientSecret, '', digest, length));
    };
    this.fingerprint = derive('fingerprint', FINGERPRINT_BYTES).toString('hex');
    this.#key = derive('seal', KEY_BYTES);
  }

  seal(text: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, nonce);
    const parts = [nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
    return VERSION + Buffer.concat(parts).toString('base64url');
  }

  /** The text, or `undefined` for anything that was not sealed with these credentials, or was changed since. */
  open(sealed: string): string | undefined {
    if (!sealed.startsWith(VERSION)) return undefined;
    const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url');
    if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
    const tagStart = bytes.length - TAG_BYTES;
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv(CIPHER, this.#key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(bytes.subarray(tagStart));
    try {
      const text = decipher.update(bytes.subarray(NONCE_BYTES, tagStart));
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  }
}
