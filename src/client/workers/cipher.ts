/**
 * Keeps a text from the eyes of whoever opens the file or the database that it lies in. The key lies beside it:
 * a curtain between two players at one screen, and not a safe.
 */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { bytesToUtf8, managedNonce, utf8ToBytes } from '@noble/ciphers/utils.js';

const KEY_BYTES = 32;

export const freshKey = (): Uint8Array => crypto.getRandomValues(new Uint8Array(KEY_BYTES));

export const encipher = (key: Uint8Array, text: string): Uint8Array =>
  managedNonce(xchacha20poly1305)(key).encrypt(utf8ToBytes(text));

/** Throws where key and body do not belong together. */
export const decipher = (key: Uint8Array, body: Uint8Array): string =>
  bytesToUtf8(managedNonce(xchacha20poly1305)(key).decrypt(body));
