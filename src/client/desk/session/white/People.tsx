/** Everybody of the session by where they sit: moved, removed, and a bot put in a side's place or taken out of it. */
import { type ReactElement, useId, useState } from 'react';
import { BOT_IDS } from '../../../../bots/index.ts';
import { SIDES } from '../../../../engine/index.ts';
import { OFFICES, type Role } from '../../../../protocol/session.ts';
import type { MemberShown } from '../../../../protocol/sessionParts.ts';
import { SEATS, type Side } from '../../../../ruleset/terms.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../parts/Button.tsx';
import { SideMark } from '../../parts/SideMark.tsx';
import { roleWords } from '../roleWords.ts';
import { Asked } from './Asked.tsx';
import { useCell } from './cell.ts';

const ROLES: readonly Role[] = [
  ...SIDES.flatMap((side) => SEATS.map((seat): Role => ({ kind: 'side', side, seat }))),
  ...OFFICES.map((office): Role => ({ kind: 'white', office })),
  { kind: 'observer' },
  { kind: 'projector' },
];

const keyOf = (role: Role): string => JSON.stringify(role);

const Moving = ({ member, onDone }: { readonly member: MemberShown; readonly onDone: () => void }): ReactElement => {
  const words = useWords();
  const { ask } = useCell();
  const id = useId();
  const [wanted, setWanted] = useState(
    Math.max(
      0,
      ROLES.findIndex((role) => roleWords(role, words) === roleWords(member.role, words)),
    ),
  );
  const move = async (): Promise<void> => {
    const role = ROLES[wanted];
    if (role !== undefined && (await ask({ kind: 'member.move', memberId: member.id, role }))) onDone();
  };
  return (
    <form
      className="white-row"
      onSubmit={(event) => {
        event.preventDefault();
        void move();
      }}
    >
      <label htmlFor={id} className="visually-hidden">
        {words.t('white.seatOf', { name: member.name })}
      </label>
      <select id={id} value={wanted} onChange={({ target }) => setWanted(Number(target.value))}>
        {ROLES.map((role, place) => (
          <option key={keyOf(role)} value={place}>
            {roleWords(role, words)}
          </option>
        ))}
      </select>
      <Button isSubmit>{words.t('white.move')}</Button>
      <Asked
        look="quiet"
        icon="remove"
        label={words.t('white.remove')}
        question={words.t('white.sure.remove', { name: member.name })}
        onSure={() => void ask({ kind: 'member.remove', memberId: member.id })}
      />
      <Button look="quiet" onClick={onDone}>
        {words.t('white.close')}
      </Button>
    </form>
  );
};

const MemberRow = ({ member, badge }: { readonly member: MemberShown; readonly badge: string }): ReactElement => {
  const words = useWords();
  const { may, memberId } = useCell();
  const [isOpen, setOpen] = useState(false);
  const { role } = member;
  return (
    <li>
      <div className="white-member">
        <span>
          <strong>{member.name}</strong>{' '}
          <span className="soft">{role.kind === 'side' ? words.t(`seat.${role.seat}`) : roleWords(role, words)}</span>{' '}
          {badge !== '' && <span className="badge">{badge}</span>}{' '}
          {member.id === memberId && <span className="soft">{words.t('end.you')}</span>}
        </span>
        {may('member.move') && !isOpen && (
          <button
            type="button"
            className="link"
            aria-label={words.t('white.changeOf', { name: member.name })}
            onClick={() => setOpen(true)}
          >
            {words.t('white.change')}
          </button>
        )}
      </div>
      {isOpen && <Moving member={member} onDone={() => setOpen(false)} />}
    </li>
  );
};

/** Who leads a side: its people, or a bot in their place. */
const Led = ({ side }: { readonly side: Side }): ReactElement => {
  const words = useWords();
  const { white, may, ask, status } = useCell();
  const id = useId();
  const led = white.bots[side];
  const [botId, setBotId] = useState(led ?? BOT_IDS[0] ?? '');
  const name = words.or(`opponent.${led ?? ''}.name`, led ?? '');
  const shown = (
    <p className="soft">{led === null ? words.t('white.byPeople') : words.t('white.byBot', { bot: name })}</p>
  );
  if (!may('side.bot') || status.stage === 'ended') return shown;
  return (
    <details className="white-fold">
      <summary>{shown}</summary>
      <div className="white-row">
        <label htmlFor={id} className="visually-hidden">
          {words.t('white.botOf', { side: words.side(side) })}
        </label>
        <select id={id} value={botId} onChange={({ target }) => setBotId(target.value)}>
          {BOT_IDS.map((each) => (
            <option key={each} value={each}>
              {words.or(`opponent.${each}.name`, each)}
            </option>
          ))}
        </select>
        <Button disabled={botId === led} onClick={() => void ask({ kind: 'side.bot', side, botId })}>
          {words.t('white.botLeads')}
        </Button>
        {led !== null && (
          <Button onClick={() => void ask({ kind: 'side.bot', side, botId: null })}>
            {words.t('white.peopleLead')}
          </Button>
        )}
      </div>
    </details>
  );
};

const SidePeople = ({ side }: { readonly side: Side }): ReactElement => {
  const words = useWords();
  const { status } = useCell();
  const own = SEATS.flatMap((seat) =>
    status.members.filter(({ role }) => role.kind === 'side' && role.side === side && role.seat === seat),
  );
  return (
    <section className={`white-side side-${side}`}>
      <h3>
        <SideMark side={side} />
      </h3>
      <Led side={side} />
      {own.length === 0 ? (
        <p className="soft">{words.t('white.nobody')}</p>
      ) : (
        <ul className="plain-list">
          {own.map((member) => (
            <MemberRow
              key={member.id}
              member={member}
              badge={status.leaders[side] === member.id ? words.t('white.leader') : ''}
            />
          ))}
        </ul>
      )}
    </section>
  );
};

export const People = (): ReactElement => {
  const words = useWords();
  const { status } = useCell();
  const others = status.members.filter(({ role }) => role.kind !== 'side');
  return (
    <section className="panel white-people" aria-labelledby="white-people">
      <h2 id="white-people">{words.t('white.people', { count: status.members.length })}</h2>
      {SIDES.map((side) => (
        <SidePeople key={side} side={side} />
      ))}
      <section className="white-side">
        <h3>{words.t('white.others')}</h3>
        <ul className="plain-list">
          {others.map((member) => (
            <MemberRow key={member.id} member={member} badge="" />
          ))}
        </ul>
      </section>
    </section>
  );
};
