/**
 * Who sits where. Everybody sees it; the controller seats people anew by a list beside each name, and lets bots lead
 * sides. A seat in which nobody sits is its leader's.
 */
import type { ReactElement } from 'react';
import { OFFICES, type Role } from '../../../protocol/session.ts';
import type { MemberShown, Status } from '../../../protocol/sessionParts.ts';
import { SEATS, type Seat, type Side, SIDES } from '../../../ruleset/terms.ts';
import { useWords } from '../../i18n/words.ts';
import { sendFrame, useHosted } from '../../store/hosted.ts';
import { OPPONENT_CHOICES } from '../home/choices.ts';
import { Icon } from '../parts/Icon.tsx';
import { SideMark } from '../parts/SideMark.tsx';
import { roleWords } from './roleWords.ts';

const ROLES: readonly Role[] = [
  ...SIDES.flatMap((side) => SEATS.map((seat): Role => ({ kind: 'side', side, seat }))),
  ...OFFICES.map((office): Role => ({ kind: 'white', office })),
  { kind: 'observer' },
  { kind: 'projector' },
];
const PEOPLE = '';
const BOTS = OPPONENT_CHOICES.filter((id) => id !== 'person');

const isSameRole = (a: Role, b: Role): boolean => JSON.stringify(a) === JSON.stringify(b);
/** Roles come from outside with their fields in any order. */
const placeOf = (role: Role): number =>
  ROLES.findIndex((each) =>
    each.kind === 'side' && role.kind === 'side'
      ? each.side === role.side && each.seat === role.seat
      : each.kind === 'white' && role.kind === 'white'
        ? each.office === role.office
        : isSameRole(each, role),
  );

interface PersonProps {
  readonly member: MemberShown;
  readonly canMove: boolean;
}

const Person = ({ member, canMove }: PersonProps): ReactElement => {
  const words = useWords();
  const ownId = useHosted((state) => state.welcome?.memberId);
  const isOwn = member.id === ownId;
  const move = (place: number): void => {
    const role = ROLES[place];
    if (role !== undefined) void sendFrame({ kind: 'member.move', memberId: member.id, role });
  };
  return (
    <li className={isOwn ? 'person is-own' : 'person'}>
      <span>
        {member.name} {isOwn && <strong>{words.t('session.you')}</strong>}
      </span>
      {canMove && (
        <span className="person-tools">
          <select
            aria-label={words.t('session.moveOf', { name: member.name })}
            value={placeOf(member.role)}
            onChange={({ target }) => move(Number(target.value))}
          >
            {ROLES.map((role, place) => (
              <option key={roleWords(role, words)} value={place}>
                {roleWords(role, words)}
              </option>
            ))}
          </select>
          {!isOwn && (
            <button
              type="button"
              className="icon-button"
              aria-label={words.t('session.removeOf', { name: member.name })}
              onClick={() => void sendFrame({ kind: 'member.remove', memberId: member.id })}
            >
              <Icon name="remove" />
            </button>
          )}
        </span>
      )}
    </li>
  );
};

interface PlanProps {
  readonly status: Status;
  readonly canMove: boolean;
}

const SeatRow = ({ status, canMove, side, seat }: PlanProps & { readonly side: Side; readonly seat: Seat }) => {
  const words = useWords();
  const sitting = status.members.filter(({ role }) => role.kind === 'side' && role.side === side && role.seat === seat);
  const leader = status.members.find(({ id }) => id === status.leaders[side]);
  return (
    <li className="seat-row">
      <h4>{words.t(`seat.${seat}`)}</h4>
      <p className="soft">{words.t(`session.seatDoes.${seat}`)}</p>
      {sitting.length > 0 ? (
        <ul className="people">
          {sitting.map((member) => (
            <Person key={member.id} member={member} canMove={canMove} />
          ))}
        </ul>
      ) : (
        <p className="soft">
          {leader === undefined ? words.t('session.seatEmpty') : words.t('session.seatMerged', { name: leader.name })}
        </p>
      )}
    </li>
  );
};

const BotChoice = ({ side }: { readonly side: Side }): ReactElement => {
  const words = useWords();
  const botId = useHosted((state) => state.white?.bots[side] ?? PEOPLE);
  return (
    <label className="seat-bot">
      <span>{words.t('session.ledBy', { side: words.side(side) })}</span>
      <select
        value={botId}
        onChange={({ target }) =>
          void sendFrame({ kind: 'side.bot', side, botId: target.value === PEOPLE ? null : target.value })
        }
      >
        <option value={PEOPLE}>{words.t('session.people')}</option>
        {BOTS.map((id) => (
          <option key={id} value={id}>
            {words.t(`opponent.${id}.name`)}
          </option>
        ))}
      </select>
    </label>
  );
};

const SidePlan = ({ status, canMove, side }: PlanProps & { readonly side: Side }): ReactElement => {
  const words = useWords();
  const isLedByBot = status.ledByBot[side];
  return (
    <section className="panel" aria-labelledby={`session-side-${side}`}>
      <h3 id={`session-side-${side}`}>
        <SideMark side={side} />
      </h3>
      {isLedByBot && <p>{words.t('session.botLeads')}</p>}
      {canMove && <BotChoice side={side} />}
      <ul className="seat-rows">
        {SEATS.map((seat) => (
          <SeatRow key={seat} status={status} canMove={canMove} side={side} seat={seat} />
        ))}
      </ul>
    </section>
  );
};

export const SeatPlan = ({ status, canMove }: PlanProps): ReactElement => {
  const words = useWords();
  const others = status.members.filter(({ role }) => role.kind !== 'side');
  return (
    <div className="seat-plan">
      {SIDES.map((side) => (
        <SidePlan key={side} status={status} canMove={canMove} side={side} />
      ))}
      <section className="panel" aria-labelledby="session-others">
        <h3 id="session-others">{words.t('session.others')}</h3>
        <ul className="people">
          {others.map((member) => (
            <li key={member.id} className="seat-row">
              <h4>{roleWords(member.role, words)}</h4>
              <ul className="people">
                <Person member={member} canMove={canMove} />
              </ul>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
};
