/** Words from one side to the other that wait for the white cell: it lets them through or keeps them back. */
import { type ReactElement, useRef } from 'react';
import { roleMaySend } from '../../../../protocol/roles.ts';
import type { Role } from '../../../../protocol/session.ts';
import { useWords } from '../../../i18n/words.ts';
import { dismissRefusal, sendFrame, useHosted } from '../../../store/hosted.ts';
import { Button } from '../../parts/Button.tsx';
import { MessageCard } from './MessageCard.tsx';
import { speakerWords } from './talkWords.ts';
import type { Heard } from './threads.ts';

interface WaitingProps {
  readonly role: Role;
  readonly messages: readonly Heard[];
}

const RULED = ['release', 'intercept'] as const;

export const Waiting = ({ role, messages }: WaitingProps): ReactElement => {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const members = useHosted((state) => state.status?.members);
  const isReviewed = useHosted((state) => state.status?.settings.isTalkReviewed ?? false);
  const mayRule = roleMaySend(role, 'message.release');
  const rule = async (how: (typeof RULED)[number], messageId: string): Promise<void> => {
    const answered = await sendFrame({ kind: `message.${how}`, messageId });
    if (!answered.ok) return;
    dismissRefusal();
    // The button that was pressed is gone with its message.
    heading.current?.focus();
  };
  return (
    <section className="talk-part" aria-labelledby="talk-waiting">
      <h3 id="talk-waiting" ref={heading} tabIndex={-1}>
        {words.t('talk.waiting', { count: messages.length })}
      </h3>
      {messages.length === 0 && <p className="soft">{words.t(isReviewed ? 'white.reviewed' : 'white.notReviewed')}</p>}
      <ol className="talk-list plain-list">
        {messages.map((message) => (
          <li key={message.messageId}>
            <MessageCard message={message}>
              {mayRule && (
                <div className="talk-tools">
                  {RULED.map((how) => (
                    <Button
                      key={how}
                      icon={how === 'release' ? 'check' : 'remove'}
                      aria-label={words.t(`talk.${how}Of`, { speaker: speakerWords(message, members ?? [], words) })}
                      onClick={() => void rule(how, message.messageId)}
                    >
                      {words.t(`talk.${how}`)}
                    </Button>
                  ))}
                </div>
              )}
            </MessageCard>
          </li>
        ))}
      </ol>
    </section>
  );
};
