/** What nobody may guess: room codes, seat tokens, ids. */
import { createHash, randomBytes, randomInt } from 'node:crypto';

/** Letters and figures without those that look or sound alike. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 8;
const TOKEN_BYTES = 32;
const ID_BYTES = 12;

/** 40 bits: short enough to read out, and with limited tries too many to go through. */
export const makeCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
/** The code as it is kept, from the way somebody has typed it. */
export const plainCode = (typed: string): string => typed.toUpperCase().replaceAll(/[ -]/g, '');
export const shownCode = (code: string): string => `${code.slice(0, CODE_LENGTH / 2)}-${code.slice(CODE_LENGTH / 2)}`;

export const makeToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

export const makeId = (): string => randomBytes(ID_BYTES).toString('hex');
/** Tells one text from another. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);
