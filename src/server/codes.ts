/** What nobody may guess: room codes, seat tokens, ids. */
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { CODE_LENGTH } from '../protocol/sessionCode.ts';

/** Letters and figures without those that look or sound alike. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const TOKEN_BYTES = 32;
const ID_BYTES = 12;

/** 40 bits: short enough to read out, and with limited tries too many to go through. */
export const makeCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

export const makeToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

export const makeId = (): string => randomBytes(ID_BYTES).toString('hex');
/** Tells one text from another. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);
