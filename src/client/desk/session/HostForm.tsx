/** Opens a session of one's own: what is played, how long a half-year takes, and which sides bots lead. */
import { type ReactElement, useEffect, useId, useState } from 'react';
import type { Refusal, Settings } from '../../../protocol/session.ts';
import { ABSENT_RULES } from '../../../protocol/session.ts';
import { bySide } from '../../../engine/index.ts';
import { type BySide, SIDES } from '../../../ruleset/terms.ts';
import { useWords } from '../../i18n/words.ts';
import { askHere, hostSession, sendFrame } from '../../store/hosted.ts';
import { sessionAddress } from '../../store/sessionPlace.ts';
import { BASE_PACK, OPPONENT_CHOICES, PACK_CHOICES, SCENARIO_CHOICES, TUTORIAL } from '../home/choices.ts';
import { Button } from '../parts/Button.tsx';
import { refusalWords } from './refusalWords.ts';
import { durationWords } from './durationWords.ts';
import './session.css';

const NAME_CHARACTERS = 24;
const MINUTE_S = 60;
const DAY_S = 86_400;
/** Times for a half-year, s; 0 for none. */
const TURN_SECONDS = [
  0,
  5 * MINUTE_S,
  8 * MINUTE_S,
  10 * MINUTE_S,
  15 * MINUTE_S,
  20 * MINUTE_S,
  30 * MINUTE_S,
  DAY_S,
  3 * DAY_S,
  7 * DAY_S,
];
const ROUND_SECONDS = [0, MINUTE_S, 2 * MINUTE_S, 3 * MINUTE_S, 5 * MINUTE_S, DAY_S];
const PEOPLE = '';
const BOTS = OPPONENT_CHOICES.filter((id) => id !== 'person');
const SCENARIOS = SCENARIO_CHOICES.filter((id) => id !== TUTORIAL);

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [id: string, title: string])[];
  readonly onChange: (id: string) => void;
}

const Select = ({ label, value, options, onChange }: SelectProps): ReactElement => {
  const id = useId();
  return (
    <div className="pick">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
        {options.map(([option, title]) => (
          <option key={option} value={option}>
            {title}
          </option>
        ))}
      </select>
    </div>
  );
};

interface Plan {
  readonly name: string;
  readonly scenarioId: string;
  readonly packId: string;
  readonly seed: string;
  readonly turnSeconds: number;
  readonly roundSeconds: number;
  readonly absent: Settings['absent'];
  readonly isTalkReviewed: boolean;
  /** Ids of bots; empty where people lead. */
  readonly bots: BySide<string>;
}

const FIRST_PLAN: Plan = {
  name: '',
  scenarioId: 'classroom',
  packId: BASE_PACK,
  seed: '',
  turnSeconds: 0,
  roundSeconds: 0,
  absent: 'plan',
  isTalkReviewed: false,
  bots: bySide(() => PEOPLE),
};

const orNone = (seconds: number): number | null => (seconds === 0 ? null : seconds);

const openSession = async (plan: Plan): Promise<Refusal | null> => {
  const { name, scenarioId, packId, absent, isTalkReviewed, bots } = plan;
  const seed = plan.seed.trim();
  const opened = await hostSession({
    scenarioId,
    packId,
    name,
    ...(seed !== '' && { seed }),
    settings: {
      turnSeconds: orNone(plan.turnSeconds),
      roundSeconds: orNone(plan.roundSeconds),
      absent,
      isTalkReviewed,
    },
  });
  if (!opened.ok) return opened.error;
  for (const side of SIDES) if (bots[side] !== PEOPLE) void sendFrame({ kind: 'side.bot', side, botId: bots[side] });
  location.hash = sessionAddress(opened.value.code);
  return null;
};

const Form = (): ReactElement => {
  const words = useWords();
  const id = useId();
  const [plan, setPlan] = useState(FIRST_PLAN);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const choose = (part: Partial<Plan>): void => setPlan({ ...plan, ...part });
  const open = async (): Promise<void> => {
    setIsAsking(true);
    setRefusal(await openSession(plan));
    setIsAsking(false);
  };
  const times = (seconds: readonly number[]) =>
    seconds.map((each) => [String(each), durationWords(each, words)] as const);
  const named = (ids: readonly string[], prefix: string) =>
    ids.map((each) => [each, words.t(`${prefix}.${each}.name`)] as const);
  return (
    <form
      className="session-form"
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
    >
      <div className="field">
        <label htmlFor={`${id}-name`}>{words.t('session.name')}</label>
        <input
          id={`${id}-name`}
          type="text"
          required
          maxLength={NAME_CHARACTERS}
          autoComplete="off"
          value={plan.name}
          onChange={({ target }) => choose({ name: target.value })}
        />
      </div>
      <Select
        label={words.t('home.scenario')}
        value={plan.scenarioId}
        options={named(SCENARIOS, 'scenario')}
        onChange={(scenarioId) => choose({ scenarioId })}
      />
      <Select
        label={words.t('home.assumptions')}
        value={plan.packId}
        options={named(PACK_CHOICES, 'pack')}
        onChange={(packId) => choose({ packId })}
      />
      <Select
        label={words.t('session.turnTime')}
        value={String(plan.turnSeconds)}
        options={times(TURN_SECONDS)}
        onChange={(seconds) => choose({ turnSeconds: Number(seconds) })}
      />
      {SIDES.map((side) => (
        <Select
          key={side}
          label={words.t('session.ledBy', { side: words.side(side) })}
          value={plan.bots[side]}
          options={[[PEOPLE, words.t('session.people')], ...named(BOTS, 'opponent')]}
          onChange={(botId) => choose({ bots: { ...plan.bots, [side]: botId } })}
        />
      ))}
      <details>
        <summary>{words.t('home.more')}</summary>
        <div className="session-form">
          <Select
            label={words.t('session.roundTime')}
            value={String(plan.roundSeconds)}
            options={times(ROUND_SECONDS)}
            onChange={(seconds) => choose({ roundSeconds: Number(seconds) })}
          />
          <Select
            label={words.t('session.absent')}
            value={plan.absent}
            options={ABSENT_RULES.map((rule) => [rule, words.t(`session.absent.${rule}`)] as const)}
            onChange={(rule) => choose({ absent: ABSENT_RULES.find((each) => each === rule) ?? plan.absent })}
          />
          <label className="check">
            <input
              type="checkbox"
              checked={plan.isTalkReviewed}
              onChange={({ target }) => choose({ isTalkReviewed: target.checked })}
            />
            {words.t('session.talkReviewed')}
          </label>
          <div className="field">
            <label htmlFor={`${id}-seed`}>{words.t('home.seed')}</label>
            <input
              id={`${id}-seed`}
              type="text"
              maxLength={64}
              autoComplete="off"
              spellCheck={false}
              value={plan.seed}
              onChange={({ target }) => choose({ seed: target.value })}
            />
          </div>
        </div>
      </details>
      {refusal !== null && (
        <p role="alert" className="refusal">
          {refusalWords(refusal, words)}
        </p>
      )}
      <Button isSubmit look="primary" disabled={isAsking}>
        {words.t('session.host')}
      </Button>
    </form>
  );
};

/** The form where what serves this page hosts sessions, and else how it would. */
export const HostForm = (): ReactElement => {
  const words = useWords();
  const [refusal, setRefusal] = useState<Refusal | 'asking' | null>('asking');
  useEffect(() => {
    void askHere().then((answer) => setRefusal(answer.ok ? null : answer.error));
  }, []);
  if (refusal === 'asking') return <p className="soft">{words.t('session.asking')}</p>;
  if (refusal === null) return <Form />;
  return <p role="alert">{refusalWords(refusal, words)}</p>;
};
