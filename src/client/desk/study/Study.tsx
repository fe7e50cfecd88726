/**
 * Studies in the browser: a question is asked by a form or a manifest, bots play the games in workers, and what they come
 * to is shown while they play, with its uncertainty, and kept as files that the command line could have written.
 */
import { type ReactElement, useEffect, useId, useState } from 'react';
import type { Side } from '../../../ruleset/schema.ts';
import type { Problem } from '../../../units/result.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useStore } from '../../store/externalStore.ts';
import { downloadFile } from '../../store/files.ts';
import { dropStudy, planOf, startStudy, stopStudy, studyStore } from '../../store/study.ts';
import { BASE_PACK, OPPONENT_CHOICES, PACK_CHOICES, SCENARIO_CHOICES, SIDE_CHOICES } from '../home/choices.ts';
import { Button } from '../parts/Button.tsx';
import { Choice } from '../parts/Choice.tsx';
import { FilePick, YAML_FILES } from '../parts/FilePick.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Preferences } from '../parts/Preferences.tsx';
import { ProblemLine } from '../parts/ProblemLine.tsx';
import { makeManifest, type StudyForm } from './manifestText.ts';
import { Results } from './Results.tsx';
import './study.css';

const BOTS = OPPONENT_CHOICES.filter((id) => id !== 'person');
const DRAWS = [20, 50, 100, 200, 500, 1000] as const;
const HOME = '#';
/** A manifest is a page or two. */
const MOST_CHARACTERS = 200_000;

const COMMAND = 'npm run -s dawnline -- study run study.yaml';

const FIRST: StudyForm = {
  scenarioId: 'classroom',
  packId: BASE_PACK,
  seed: 'study-1',
  draws: DRAWS[2],
  players: { us: 'balancer', cn: 'balancer' },
  others: { us: 'balancer', cn: 'balancer' },
};

interface QuestionProps {
  readonly form: StudyForm;
  readonly onChange: (form: StudyForm) => void;
}

const Question = ({ form, onChange }: QuestionProps): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const seedId = useId();
  const named = (ids: readonly string[], prefix: string) =>
    ids.map((id) => [id, words.t(`${prefix}.${id}.name`)] as const);
  const bots = named(BOTS, 'opponent');
  const led = (of: 'players' | 'others', side: Side) => (
    <Choice
      key={side}
      label={words.t('study.led', { side: words.side(side) })}
      value={form[of][side]}
      options={bots}
      onChange={(id) => {
        // Until something else is compared, both are the same.
        const isSame = of === 'players' && form.others[side] === form.players[side];
        const others = isSame ? { ...form.others, [side]: id } : form.others;
        onChange({ ...form, others, [of]: { ...form[of], [side]: id } });
      }}
    />
  );
  return (
    <>
      <div className="study-fields">
        <Choice
          label={words.t('home.scenario')}
          value={form.scenarioId}
          options={named(SCENARIO_CHOICES, 'scenario')}
          onChange={(scenarioId) => onChange({ ...form, scenarioId })}
        />
        <Choice
          label={words.t('home.assumptions')}
          value={form.packId}
          options={named(PACK_CHOICES, 'pack')}
          onChange={(packId) => onChange({ ...form, packId })}
        />
        <Choice
          label={words.t('study.draws')}
          value={String(form.draws)}
          options={DRAWS.map((count) => [String(count), formats.number(count)])}
          onChange={(draws) => onChange({ ...form, draws: Number(draws) })}
        />
        <div className="field">
          <label htmlFor={seedId}>{words.t('home.seed')}</label>
          <input
            id={seedId}
            type="text"
            value={form.seed}
            maxLength={40}
            required
            spellCheck={false}
            onChange={({ target }) => onChange({ ...form, seed: target.value })}
          />
        </div>
      </div>
      <fieldset className="choice">
        <legend>{words.t('study.players')}</legend>
        <div className="study-fields">{SIDE_CHOICES.map((side) => led('players', side))}</div>
      </fieldset>
      <fieldset className="choice">
        <legend>{words.t('study.others')}</legend>
        <p className="soft">{words.t('study.othersNote')}</p>
        <div className="study-fields">{SIDE_CHOICES.map((side) => led('others', side))}</div>
      </fieldset>
    </>
  );
};

interface ManifestProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** The study as a file: what the form says, or what was written or opened in its place. */
const Manifest = ({ text, onChange }: ManifestProps): ReactElement => {
  const words = useWords();
  const textId = useId();
  return (
    <details className="study-manifest">
      <summary>{words.t('study.manifest')}</summary>
      <p className="soft" id={`${textId}-note`}>
        {words.t('study.manifestNote')} <code>{COMMAND}</code>
      </p>
      <label htmlFor={textId} className="visually-hidden">
        {words.t('study.manifest')}
      </label>
      <textarea
        id={textId}
        aria-describedby={`${textId}-note`}
        rows={10}
        spellCheck={false}
        maxLength={MOST_CHARACTERS}
        value={text}
        onChange={({ target }) => onChange(target.value)}
      />
      <div className="actions">
        <FilePick
          label={words.t('study.open')}
          accept={YAML_FILES}
          onPick={(file) => void file.slice(0, MOST_CHARACTERS).text().then(onChange)}
        />
        <Button icon="file" onClick={() => downloadFile('study.yaml', text, 'application/yaml')}>
          {words.t('study.saveManifest')}
        </Button>
      </div>
    </details>
  );
};

const Ask = (): ReactElement => {
  const words = useWords();
  const isRunning = useStore(studyStore, (state) => state.isRunning);
  const [form, setForm] = useState(FIRST);
  const [text, setText] = useState(() => makeManifest(FIRST));
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const write = (written: string): void => {
    setText(written);
    setProblems([]);
  };
  const start = (): void => {
    const plan = planOf(text);
    setProblems(plan.ok ? [] : plan.error);
    if (plan.ok) void startStudy(plan.value);
  };
  return (
    <form
      className="panel study-ask"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <h2>{words.t('study.question')}</h2>
      <Question
        form={form}
        onChange={(changed) => {
          setForm(changed);
          write(makeManifest(changed));
        }}
      />
      <Manifest text={text} onChange={write} />
      <div role="alert">
        {problems.length > 0 && (
          <ul className="plain-list study-wrong">
            {problems.map((problem) => (
              <li key={`${problem.code} ${problem.path} ${problem.got}`}>
                <ProblemLine problem={problem} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="actions">
        <Button isSubmit isPrimary disabled={isRunning} icon="play">
          {words.t('study.run')}
        </Button>
        <Button disabled={!isRunning} icon="remove" onClick={stopStudy}>
          {words.t('study.stop')}
        </Button>
      </div>
    </form>
  );
};

export const Study = (): ReactElement => {
  const words = useWords();
  useEffect(() => dropStudy, []);
  return (
    <div className="model study">
      <header className="screen-bar">
        <h1>{words.t('study.title')}</h1>
        <Preferences />
        <a className="button button-plain" href={HOME}>
          <Icon name="back" />
          {words.t('model.backHome')}
        </a>
      </header>
      <main className="study-body">
        <p className="lead">{words.t('study.lead')}</p>
        <Ask />
        <Results />
      </main>
    </div>
  );
};
