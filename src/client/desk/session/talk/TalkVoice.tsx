/** Reads out, politely, what others say while this page is open; what had been said before is there to be read. */
import { type ReactElement, useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { useHosted } from '../../../store/hosted.ts';
import { speakerWords } from './talkWords.ts';
import { newFrom } from './threads.ts';

export const TalkVoice = (): ReactElement => {
  const words = useWords();
  const ownId = useHosted((state) => state.welcome?.memberId);
  const members = useHosted((state) => state.status?.members);
  const messages = useHosted((state) => state.talk?.messages);
  const [known, setKnown] = useState(messages);
  const [newest, setNewest] = useState<ReturnType<typeof newFrom>>([]);
  if (messages !== known) {
    const come = known === undefined ? [] : newFrom(known, messages ?? [], ownId);
    setKnown(messages);
    if (come.length > 0) setNewest(come);
  }
  return (
    <div role="status" className="visually-hidden">
      {newest.map((message) => (
        <p key={message.messageId}>
          {words.t('talk.says', { speaker: speakerWords(message, members ?? [], words), text: message.text })}
        </p>
      ))}
    </div>
  );
};
