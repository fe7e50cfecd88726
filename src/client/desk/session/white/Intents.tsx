/** What both sides' seats mean to do and foretell, as it comes in, the latest half-year first. */
import type { ReactElement } from 'react';
import { SIDES } from '../../../../engine/index.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { SideMark } from '../../parts/SideMark.tsx';
import { useCell } from './cell.ts';

export const Intents = (): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const { talk, status } = useCell();
  const turns = [...new Set(talk.intents.map(({ turn }) => turn))].sort((a, b) => b - a);
  const nameOf = (memberId: string): string => status.members.find(({ id }) => id === memberId)?.name ?? memberId;
  return (
    <section className="panel" aria-labelledby="white-intents">
      <h2 id="white-intents">{words.t('white.intents')}</h2>
      {turns.length === 0 && <p className="soft">{words.t('white.noIntents')}</p>}
      {turns.map((turn) => (
        <section key={turn}>
          <h3>{words.t('session.turn', { turn, turnCount: status.turnCount })}</h3>
          <ul className="plain-list">
            {SIDES.flatMap((side) => talk.intents.filter((each) => each.turn === turn && each.side === side)).map(
              ({ memberId, side, question, prob, text }) => (
                <li key={`${memberId}${question}`} className={`side-${side}`}>
                  <SideMark side={side} /> <strong>{nameOf(memberId)}</strong> {text}{' '}
                  <span className="soft number">
                    {words.t(`white.foretells.${question}`, { prob: formats.percent(prob, 0) })}
                  </span>
                </li>
              ),
            )}
          </ul>
        </section>
      ))}
    </section>
  );
};
