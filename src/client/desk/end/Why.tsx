/** Why the game ended as it did, on one page: points by race, what swung it, each side's meters, what the world lost. */
import type { ReactElement } from 'react';
import {
  type Account,
  accountOf,
  type ComputeSpan,
  type Graded,
  METERS,
  RACES,
  type Swing,
} from '../../../engine/index.ts';
import { type Side, SIDES } from '../../../ruleset/terms.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { openWorking } from '../../store/client.ts';
import type { Session } from '../../store/session.ts';
import { useSession } from '../../store/useClient.ts';
import { eventWords } from '../parts/eventWords.ts';
import { Meter } from '../parts/Meter.tsx';
import { SideMark } from '../parts/SideMark.tsx';

/** The account as the side at the desk may give it; its own compute is known exactly, the other's is not. */
export const accountOfSession = ({ game, pages, view }: Pick<Session, 'game' | 'pages' | 'view'>): Account | null => {
  const [first] = pages;
  if (first === undefined) return null;
  const own = { startPops: first.before.own.deliveredPops, endPops: view.own.deliveredPops };
  const compute: Record<Side, ComputeSpan | null> = { us: null, cn: null };
  compute[view.side] = own;
  return accountOf(
    game,
    pages.map(({ report }) => report),
    compute,
  );
};

const useShown = () => {
  const words = useWords();
  const formats = useFormats();
  return {
    points: (value: number | null): string => (value === null ? words.t('end.notTold') : formats.number(value, 1)),
    graded: (graded: Graded | null): string =>
      graded === null
        ? words.t('end.notTold')
        : words.t('end.graded', { grade: graded.grade, value: formats.quantity(graded.value, '1', 'gradeFrac') }),
  };
};

const SideHeads = (): ReactElement => (
  <>
    {SIDES.map((side) => (
      <th key={side} scope="col">
        <SideMark side={side} />
      </th>
    ))}
  </>
);

export const Races = ({ account }: { readonly account: Account }): ReactElement => {
  const words = useWords();
  const shown = useShown();
  return (
    <table className="changes">
      <caption className="visually-hidden">{words.t('end.byRace')}</caption>
      <thead>
        <tr>
          <th scope="col">{words.t('end.race')}</th>
          <SideHeads />
        </tr>
      </thead>
      <tbody>
        {RACES.map((race) => (
          <tr key={race}>
            <th scope="row">{words.t(`pointSource.${race}`)}</th>
            {SIDES.map((side) => (
              <td key={side} className="number">
                {shown.points(account.races[side][race])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const SwingRow = ({ swing }: { readonly swing: Swing }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const text = eventWords(swing.event, words, formats);
  return (
    <li data-swing={swing.kind}>
      {swing.side && <SideMark side={swing.side} />}
      <p>
        {words.t(`end.swing.${swing.kind}`, { turn: swing.turn, points: formats.number(swing.points, 1) })} {text}
      </p>
      {swing.findingIds.map((id, place) => (
        <button key={id} type="button" className="link" onClick={() => openWorking({ kind: 'finding', id })}>
          {words.t(place === 0 ? 'resolution.why' : 'end.whyToo')}
          <span className="visually-hidden">{text}</span>
        </button>
      ))}
    </li>
  );
};

export const Meters = ({ account }: { readonly account: Account }): ReactElement => {
  const words = useWords();
  const shown = useShown();
  return (
    <table className="changes">
      <caption className="visually-hidden">{words.t('end.meters')}</caption>
      <thead>
        <tr>
          <th scope="col">{words.t('end.meter')}</th>
          <SideHeads />
        </tr>
      </thead>
      <tbody>
        {METERS.map((meter) => (
          <tr key={meter}>
            <th scope="row">{words.t(`end.meter.${meter}`)}</th>
            {SIDES.map((side) => (
              <td key={side}>
                {shown.graded(account.meters[side][meter])}
                <Meter
                  label={words.t(`end.meter.${meter}`)}
                  valueText={shown.graded(account.meters[side][meter])}
                  frac={account.meters[side][meter]?.value ?? 0}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

export const Why = (): ReactElement | null => {
  const session = useSession();
  const words = useWords();
  const formats = useFormats();
  const account = accountOfSession(session);
  if (account === null) return null;
  const { world } = account;
  const left = (value: number): string => formats.quantity(value, '1', 'leftFrac');
  return (
    <>
      <section className="panel">
        <h2>{words.t('end.why')}</h2>
        <ol className="event-cards">
          {account.swings.map((swing) => (
            <SwingRow key={`${swing.turn}.${swing.kind}.${swing.side}.${swing.event.subject.id}`} swing={swing} />
          ))}
        </ol>
        <p>
          {words.t('end.worldLeft', {
            orbit: left(world.orbit),
            lights: left(world.lights),
            peace: left(world.peace),
          })}
        </p>
      </section>
      <section className="panel">
        <h2>{words.t('end.byRace')}</h2>
        <Races account={account} />
      </section>
      <section className="panel">
        <h2>{words.t('end.meters')}</h2>
        <Meters account={account} />
      </section>
    </>
  );
};
