/** Scenarios: the game's own to start from, and the reader's, each a draft until it is in order. */
import { type ReactElement, useEffect, useId, useRef, useState } from 'react';
import { scenarioPrefix } from '../../../ruleset/author.ts';
import type { Problem } from '../../../units/result.ts';
import { useWords } from '../../i18n/words.ts';
import { useStore } from '../../store/externalStore.ts';
import { downloadFile } from '../../store/files.ts';
import {
  aboutOf,
  changeScenario,
  type OwnScenario,
  redoScenario,
  type ScenarioValue,
  scenarioIdOf,
  titleOf,
  undoScenario,
} from '../../store/ownScenario.ts';
import {
  addScenario,
  choosePlayed,
  keepScenario,
  openScenarios,
  ownScenarios,
  removeScenario,
} from '../../store/ownScenarios.ts';
import {
  SCENARIO_SECTIONS,
  SCENARIOS_HOME,
  scenarioAddress,
  type ScenarioPlace,
  type ScenarioSection,
} from '../../store/scenarioPlace.ts';
import { makeScenarioText, parseScenarioText, problemsOf, writtenScenario } from '../../store/scenarioShelf.ts';
import { SCENARIO_CHOICES } from '../home/choices.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Preferences } from '../parts/Preferences.tsx';
import { copyScenario, freeId, isAtField, type Path, sectionOf, withAt, withOwnSides } from './edit.ts';
import { FilePick, YAML_FILES } from '../parts/FilePick.tsx';
import { ProblemLine } from '../parts/ProblemLine.tsx';
import { type Editing, EditingContext } from './fields.tsx';
import { Assumptions, Basics, Cards, Objectives, Sides, Start } from './Sections.tsx';
import '../model/model.css';
import './scenarios.css';

const HOME = '#';
const MOST_BYTES = 1_000_000;

interface Checked {
  readonly text: string;
  readonly problems: readonly Problem[];
}
const checked = new WeakMap<ScenarioValue, Checked>();
/** The text of a document and what is wrong with it: made once of each. */
const check = (value: ScenarioValue): Checked => {
  const kept = checked.get(value);
  if (kept !== undefined) return kept;
  const text = makeScenarioText(value);
  const made = { text, problems: problemsOf(text) };
  checked.set(value, made);
  return made;
};

const baseOf = ({ basedOn, value }: OwnScenario): ScenarioValue | null => {
  const written = basedOn === null ? null : writtenScenario(basedOn);
  return written === null ? null : copyScenario(written, writtenScenario, { id: value['id'] });
};

const keep = (own: OwnScenario): void => keepScenario({ ...own, isInOrder: check(own.value).problems.length === 0 });

const play = (id: string): void => {
  choosePlayed(id);
  location.hash = HOME;
};

const FileSection = ({
  own,
  text,
  isInOrder,
}: {
  readonly own: OwnScenario;
  readonly text: string;
  readonly isInOrder: boolean;
}): ReactElement => {
  const words = useWords();
  const id = useId();
  return (
    <>
      <p className="soft">{words.t('scenarios.fileNote')}</p>
      <Button
        icon="file"
        disabled={!isInOrder}
        onClick={() => downloadFile(`${scenarioIdOf(own)}.yaml`, text, 'application/yaml')}
      >
        {words.t('scenarios.export')}
      </Button>
      {!isInOrder && <p className="soft">{words.t('scenarios.exportLater')}</p>}
      <label htmlFor={id}>{words.t('scenarios.text')}</label>
      <textarea id={id} className="own-text" readOnly rows={24} spellCheck={false} value={text} />
    </>
  );
};

const SECTIONS: Readonly<Record<Exclude<ScenarioSection, 'file'>, () => ReactElement>> = {
  basics: Basics,
  sides: Sides,
  start: Start,
  assumptions: Assumptions,
  cards: Cards,
  objectives: Objectives,
};

/** Opens what hides the field of a problem, and goes to its control. */
const showField = (sheet: HTMLElement, path: string): void => {
  const fields = [...sheet.querySelectorAll<HTMLElement>('[data-place]')];
  const field = fields.find(({ dataset }) => isAtField(path, dataset['place'] ?? path));
  const hidden = field?.closest('details');
  if (hidden) hidden.open = true;
  field?.querySelector<HTMLElement>('input, select, textarea')?.focus();
};

interface ProblemsProps {
  readonly problems: readonly Problem[];
  readonly onShow: (problem: Problem) => void;
}

const ProblemList = ({ problems, onShow }: ProblemsProps): ReactElement => {
  const words = useWords();
  if (problems.length === 0) return <p className="own-order">{words.t('scenarios.inOrder')}</p>;
  return (
    <details className="own-problems" open>
      <summary>{words.t('scenarios.problems', { count: problems.length })}</summary>
      <ul className="plain-list">
        {problems.map((problem) => (
          <li key={`${problem.code} ${problem.path}`}>
            <button type="button" className="button button-quiet" onClick={() => onShow(problem)}>
              <span>
                <ProblemLine problem={problem} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
};

const Editor = ({ own, section }: { readonly own: OwnScenario; readonly section: ScenarioSection }): ReactElement => {
  const words = useWords();
  const sheet = useRef<HTMLElement>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const { value } = own;
  const { text, problems } = check(value);
  const isInOrder = problems.length === 0;
  const prefix = scenarioPrefix(value);
  const editing: Editing = {
    value,
    base: baseOf(own),
    prefix,
    problems,
    change: (path: Path, part: unknown) =>
      keep(changeScenario(own, withAt(value, path, part) as ScenarioValue, path.join('.'))),
  };
  useEffect(() => {
    if (wanted === null || sheet.current === null) return;
    showField(sheet.current, wanted);
    setWanted(null);
  }, [wanted]);
  const shown = section === 'file' ? null : SECTIONS[section];
  const Shown = shown ?? Basics;
  return (
    <div className="model-body">
      <nav className="model-contents own-sections" aria-label={words.t('scenarios.sections')}>
        <ul className="plain-list">
          {SCENARIO_SECTIONS.map((each) => {
            const count = problems.filter(({ path }) => sectionOf(path) === each).length;
            return (
              <li key={each}>
                <a href={scenarioAddress(own.id, each)} aria-current={each === section ? 'page' : undefined}>
                  {words.t(`scenarios.section.${each}`)}
                  {count > 0 && <strong className="own-count"> {words.t('scenarios.wrong', { count })}</strong>}
                </a>
              </li>
            );
          })}
        </ul>
      </nav>
      <main>
        <article className="panel model-page own-page" ref={sheet}>
          <header className="own-head">
            <h2>{titleOf(own)}</h2>
            <Button look="quiet" icon="undo" disabled={own.past.length === 0} onClick={() => keep(undoScenario(own))}>
              {words.t('scenarios.undo')}
            </Button>
            <Button look="quiet" icon="redo" disabled={own.future.length === 0} onClick={() => keep(redoScenario(own))}>
              {words.t('scenarios.redo')}
            </Button>
            <Button isPrimary disabled={!isInOrder} onClick={() => play(own.id)}>
              {words.t('scenarios.play')}
            </Button>
          </header>
          <ProblemList
            problems={problems}
            onShow={({ path }) => {
              location.hash = scenarioAddress(own.id, sectionOf(path));
              setTimeout(() => setWanted(path));
            }}
          />
          <section>
            <h3>{words.t(`scenarios.section.${section}`)}</h3>
            <EditingContext value={editing}>
              {shown === null ? <FileSection own={own} text={text} isInOrder={isInOrder} /> : <Shown />}
            </EditingContext>
          </section>
        </article>
      </main>
    </div>
  );
};

const OwnCard = ({ own }: { readonly own: OwnScenario }): ReactElement => {
  const words = useWords();
  const [isSure, setSure] = useState(false);
  return (
    <li className="panel">
      <h3>{titleOf(own)}</h3>
      <p>{aboutOf(own)}</p>
      <p className="soft">{words.t(own.isInOrder ? 'scenarios.inOrder' : 'scenarios.draft')}</p>
      <div className="own-tools">
        <a className="button button-plain" href={scenarioAddress(own.id)}>
          {words.t('scenarios.edit')}
          <span className="visually-hidden"> {titleOf(own)}</span>
        </a>
        <Button disabled={!own.isInOrder} onClick={() => play(own.id)}>
          {words.t('scenarios.play')}
          <span className="visually-hidden"> {titleOf(own)}</span>
        </Button>
        <Button look="quiet" icon="remove" onClick={() => (isSure ? removeScenario(own.id) : setSure(true))}>
          {words.t(isSure ? 'scenarios.deleteSure' : 'scenarios.delete')}
          <span className="visually-hidden"> {titleOf(own)}</span>
        </Button>
      </div>
    </li>
  );
};

const open = (value: ScenarioValue, basedOn: string | null): void => {
  location.hash = scenarioAddress(addScenario(value, basedOn, check(value).problems.length === 0));
};

const Import = (): ReactElement => {
  const words = useWords();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const read = async (file: File): Promise<void> => {
    if (file.size > MOST_BYTES) {
      const expected = String(MOST_BYTES);
      return setProblems([{ code: 'rules/wrong-length', path: file.name, expected, got: String(file.size) }]);
    }
    const text = await file.text();
    const parsed = parseScenarioText(text);
    // A name that is taken can be mended in the editor; what else is wrong is for the file's author, by its lines.
    const wrong = parsed.ok ? problemsOf(text).filter(({ code }) => code !== 'rules/duplicate-id') : parsed.error;
    if (parsed.ok && wrong.length === 0) open(withOwnSides(parsed.value, writtenScenario), null);
    else setProblems(wrong);
  };
  return (
    <section className="panel own-import">
      <h2>{words.t('scenarios.import')}</h2>
      <p className="soft">{words.t('scenarios.importNote')}</p>
      <FilePick
        label={words.t('home.chooseFile')}
        accept={YAML_FILES}
        onPick={(file) => {
          setProblems([]);
          void read(file);
        }}
      />
      <div role="alert">
        {problems.length > 0 && (
          <>
            <p>{words.t('scenarios.importRefused')}</p>
            <ul className="plain-list own-wrong">
              {problems.map((problem) => (
                <li key={`${problem.code} ${problem.path} ${problem.got}`}>
                  <ProblemLine problem={problem} />
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
};

const List = ({ list }: { readonly list: readonly OwnScenario[] }): ReactElement => {
  const words = useWords();
  const used = [...SCENARIO_CHOICES, ...list.map(scenarioIdOf)];
  const copy = (id: string): void => {
    const written = writtenScenario(id);
    if (written === null) return;
    const title = words.t('scenarios.copyOf', { name: words.t(`scenario.${id}.name`) });
    open(copyScenario(written, writtenScenario, { id: freeId(id, used), title }), id);
  };
  return (
    <main className="own-list">
      <section>
        <h2>{words.t('scenarios.own')}</h2>
        {list.length === 0 && <p className="soft">{words.t('scenarios.noneYet')}</p>}
        <ul className="plain-list own-cards">
          {list.map((own) => (
            <OwnCard key={own.id} own={own} />
          ))}
        </ul>
      </section>
      <section>
        <h2>{words.t('scenarios.builtIn')}</h2>
        <ul className="plain-list own-cards">
          {SCENARIO_CHOICES.map((id) => (
            <li key={id} className="panel">
              <h3>{words.t(`scenario.${id}.name`)}</h3>
              <p>{words.t(`scenario.${id}.about`)}</p>
              <Button onClick={() => copy(id)}>
                {words.t('scenarios.copy')}
                <span className="visually-hidden"> {words.t(`scenario.${id}.name`)}</span>
              </Button>
            </li>
          ))}
        </ul>
      </section>
      <Import />
    </main>
  );
};

export const Scenarios = ({ place }: { readonly place: ScenarioPlace }): ReactElement => {
  const words = useWords();
  const { list, isRead, isKept } = useStore(ownScenarios, (state) => state);
  useEffect(() => void openScenarios(), []);
  const own = list.find(({ id }) => id === place.draftId);
  return (
    <div className="model scenarios">
      <header className="screen-bar">
        <h1>
          <a href={SCENARIOS_HOME}>{words.t('scenarios.title')}</a>
        </h1>
        <Preferences />
        <a className="button button-plain" href={HOME}>
          <Icon name="back" />
          {words.t('model.backHome')}
        </a>
      </header>
      {!isKept && (
        <p className="own-unkept" role="alert">
          {words.t('scenarios.unkept')}
        </p>
      )}
      {isRead && (own === undefined ? <List list={list} /> : <Editor key={own.id} own={own} section={place.section} />)}
    </div>
  );
};
