/** Why the server refused something, or closed a connection, in words. */
import type { Refusal } from '../../../protocol/session.ts';
import type { Words } from '../../i18n/words.ts';

export const refusalWords = ({ code }: Pick<Refusal, 'code'>, words: Words): string =>
  words.or(`refusal.${code}`, words.or(`rejection.${code}`, words.t('refusal.other', { code })));
