/** Who sits where, in words. */
import type { Role } from '../../../protocol/session.ts';
import type { Words } from '../../i18n/words.ts';

export const roleWords = (role: Role, words: Words): string => {
  if (role.kind === 'side')
    return words.t('session.seatOf', { seat: words.t(`seat.${role.seat}`), side: words.side(role.side) });
  return words.t(role.kind === 'white' ? `session.office.${role.office}` : `session.role.${role.kind}`);
};
