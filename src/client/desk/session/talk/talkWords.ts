/** Who speaks and is spoken to, in words. */
import type { Addressee, MemberShown } from '../../../../protocol/sessionParts.ts';
import type { Words } from '../../../i18n/words.ts';
import type { Heard, Party } from './threads.ts';

/** A party as it is named to everybody. */
export const partyWords = (party: Addressee, words: Words): string =>
  party === 'white' || party === 'all' ? words.t(`talk.party.${party}`) : words.side(party);

/** An addressee as a seat of a party chooses it. */
export const addresseeWords = (to: Addressee, party: Party, words: Words): string => {
  if (to !== party) return to === 'white' ? words.t('talk.askWhite') : partyWords(to, words);
  return words.t(party === 'white' ? 'talk.amongWhite' : 'talk.ownSide');
};

/** Who wrote it, and for whom: `Ann, United States, to China`. */
export const speakerWords = (message: Heard, members: readonly MemberShown[], words: Words): string =>
  words.t(message.from === message.to ? 'talk.speakerWithin' : 'talk.speaker', {
    name: members.find(({ id }) => id === message.memberId)?.name ?? words.t('talk.gone'),
    from: partyWords(message.from, words),
    to: partyWords(message.to, words),
  });

const EXCERPT_CHARACTERS = 80;

/** As much of a message as tells which one it is. */
export const excerptOf = (text: string, words: Words): string => {
  const characters = [...text];
  if (characters.length <= EXCERPT_CHARACTERS) return text;
  return words.t('talk.excerpt', { text: characters.slice(0, EXCERPT_CHARACTERS).join('') });
};
