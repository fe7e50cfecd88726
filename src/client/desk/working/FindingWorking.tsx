/** The working of one decision of the engine. */
import type { ReactElement } from 'react';
import { equationById, type Finding, type FindingInput, smallestFlip } from '../../../engine/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { inWords } from '../../../physics/notation.ts';
import { useTexts } from '../../i18n/texts.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import { openWorkingFrom } from '../../store/client.ts';
import { modelAddress } from '../../store/modelPlace.ts';
import { useSession } from '../../store/useClient.ts';
import { unitOfName } from '../parts/eventWords.ts';
import { SourceList } from './SourceList.tsx';

type Value = number | string | boolean;

/** Where the words of a named choice are; a region's or a shell's own name is another key. */
const CHOICE_KEY: Readonly<Record<string, (id: string) => string>> = {
  posture: (id) => `posture.${id}`,
  connectionPolicy: (id) => `policy.${id}`,
  tier: (id) => `tier.${id}`,
  architecture: (id) => `architecture.${id}`,
  shell: (id) => `shell.${id}.name`,
  shellId: (id) => `shell.${id}.name`,
  region: (id) => `region.${id}.name`,
};

const useValueWords = (): ((value: Value, unit: string, name: string) => string) => {
  const words = useWords();
  const formats = useFormats();
  return (value, unit, name) => {
    if (typeof value === 'number') return formats.quantity(value, unit, name);
    if (typeof value === 'boolean') return words.t(value ? 'yes' : 'no');
    const named = words.or(CHOICE_KEY[name]?.(value) ?? '', '');
    if (named !== '') return named;
    return words.or(`value.${value}`, words.or(`state.launchLine.${value}`, value));
  };
};

const Origin = ({ input }: { readonly input: FindingInput }): ReactElement => {
  const { game } = useSession();
  const words = useWords();
  const formats = useFormats();
  const { origin } = input;
  switch (origin.kind) {
    case 'rule': {
      const rule = game.ruleset.provenance[origin.path];
      const title = rule === undefined ? origin.path : (game.ruleset.sources[rule.source]?.title ?? rule.source);
      return (
        <button type="button" className="link" onClick={() => openWorkingFrom({ kind: 'rule', path: origin.path })}>
          {words.t('origin.rule', {
            range: rule === undefined ? '' : formats.range(rule.low, rule.high, rule.unit, input.name),
            confidence: rule === undefined ? '' : words.or(`confidence.${rule.confidence}`, rule.confidence),
          })}{' '}
          <cite lang="en">{title}</cite>
        </button>
      );
    }
    case 'finding':
      return (
        <button type="button" className="link" onClick={() => openWorkingFrom({ kind: 'finding', id: origin.id })}>
          {words.t('origin.finding', { id: origin.id })}
        </button>
      );
    case 'order':
      return <span>{words.t('origin.order', { order: words.order(origin.kindOfOrder) })}</span>;
    case 'state':
      return (
        <span>
          {words.t('origin.state')} <code>{origin.path}</code>
        </span>
      );
  }
};

const Inputs = ({ finding }: { readonly finding: Finding }): ReactElement => {
  const words = useWords();
  const valueWords = useValueWords();
  return (
    <section>
      <h3>{words.t('working.inputs')}</h3>
      <ul className="inputs" aria-label={words.t('working.inputs')}>
        {finding.inputs.map((input, index) => (
          <li key={`${index}${input.name}`}>
            <span className="input-name">
              {words.figure(input.name)} <code>{input.name}</code>
            </span>
            <span className="number">{valueWords(input.value, input.unit, input.name)}</span>
            <span className="input-origin">
              <Origin input={input} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Results = ({ finding }: { readonly finding: Finding }): ReactElement => {
  const words = useWords();
  const valueWords = useValueWords();
  const units = equationById(finding.equationId)?.results ?? {};
  if (Object.keys(finding.result).length === 0) return <p className="soft">{words.t('working.leftOut')}</p>;
  return (
    <section>
      <h3>{words.t('working.result')}</h3>
      <dl className="facts results">
        {Object.entries(finding.result).map(([name, value]) => (
          <div key={name}>
            <dt>
              {words.figure(name)} <code>{name}</code>
            </dt>
            <dd className="number">{valueWords(value, units[name]?.unit ?? unitOfName(name), name)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

/** Chance and draw on one line from 0 to 1: the draw falls inside the chance or outside it. */
const Dice = ({ finding }: { readonly finding: Finding }): ReactElement | null => {
  const words = useWords();
  const formats = useFormats();
  const { prob, draw, stream } = finding;
  if (prob === null || draw === null) return null;
  const hit = draw < prob;
  return (
    <section>
      <h3>{words.t('working.dice')}</h3>
      <div className={`dice ${hit ? 'dice-hit' : 'dice-miss'}`} aria-hidden="true">
        <span className="dice-chance" style={{ inlineSize: `${prob * 100}%` }} />
        <span className="dice-draw" style={{ insetInlineStart: `${draw * 100}%` }} />
      </div>
      <p className="number">
        {words.t(hit ? 'working.drewBelow' : 'working.drewAbove', {
          prob: formats.number(prob, 3),
          draw: formats.number(draw, 3),
        })}
      </p>
      <p className="soft">
        {words.t('working.stream')} <code>{stream}</code>
      </p>
    </section>
  );
};

const FlipSection = ({ finding }: { readonly finding: Finding }): ReactElement | null => {
  const words = useWords();
  const formats = useFormats();
  const valueWords = useValueWords();
  const flip = finding.prob === null ? null : smallestFlip(finding);
  if (flip === null) return null;
  return (
    <section>
      <h3>{words.t('working.flip')}</h3>
      <p>{words.t('working.flipProb', { prob: formats.number(flip.neededProb, 3) })}</p>
      {flip.input && (
        <p>
          {words.t('working.flipInput', {
            name: words.figure(flip.input.name),
            from: valueWords(flip.input.from, flip.input.unit, flip.input.name),
            to: valueWords(flip.input.to, flip.input.unit, flip.input.name),
          })}
        </p>
      )}
    </section>
  );
};

const sourcesOf = (
  finding: Finding,
  provenance: Readonly<Record<string, { readonly source: string }>>,
): readonly string[] => {
  const ofEquation = equationById(finding.equationId)?.sources ?? [];
  const ofInputs = finding.inputs.flatMap(({ origin }) =>
    origin.kind === 'rule' ? (provenance[origin.path]?.source ?? []) : [],
  );
  return [...ofEquation, ...ofInputs];
};

const STATE_CHART: Readonly<Record<string, string>> = {
  line: 'launchLine',
  region: 'gridRegion',
  centre: 'groundCentre',
  side: 'minerals',
  agreement: 'agreement',
  crisis: 'crisis',
  race: 'race',
};

/** `state:alert`, `posture:protest`, `effect:tension`, `approach:invest`, the id of an event or of a first, or a plain code. */
const outcomeWords = ({ outcome, subject }: Finding, words: Words): string => {
  const [kind = '', code = ''] = outcome.split(':');
  if (kind === 'state') return words.state(STATE_CHART[subject.kind] ?? '', code);
  if (kind === 'posture') return words.or(`posture.${code}`, code);
  if (kind === 'approach') return words.or(`approach.${code}`, code);
  if (kind === 'effect') return words.or(`effect.${code}`, code);
  return words.or(
    `outcome.${outcome}`,
    words.or(`happening.${outcome}.name`, words.or(`milestone.${outcome}.name`, outcome)),
  );
};

export const FindingWorking = ({ finding }: { readonly finding: Finding }): ReactElement => {
  const { game } = useSession();
  const words = useWords();
  const say = useTexts();
  const equation = equationById(finding.equationId);
  return (
    <>
      <h2>{words.or(`question.${finding.question}`, finding.question)}</h2>
      <p className="soft">
        {words.t('working.about', {
          subject: words.subject(finding.subject.kind, finding.subject.id),
          turn: finding.turn,
          phase: words.or(`phase.${finding.phase}`, finding.phase),
        })}
      </p>
      <p className="outcome">{outcomeWords(finding, words)}</p>
      <section>
        <h3>{words.t('working.equation')}</h3>
        <pre className="equation">
          {equation === undefined ? finding.equationId : inWords(equation.equation, equation.symbols, say)}
        </pre>
        {equation !== undefined && equation.validity !== '' && (
          <p className="soft">{words.t('working.validity', { validity: say(equation.validity) })}</p>
        )}
        {equation !== undefined && (
          <p>
            <a href={modelAddress(equation.id)}>{words.t('working.inTheModel')}</a>
          </p>
        )}
      </section>
      <Inputs finding={finding} />
      <Results finding={finding} />
      <Dice finding={finding} />
      <FlipSection finding={finding} />
      <SourceList ids={sourcesOf(finding, game.ruleset.provenance)} />
      <p className="soft">
        <code>{finding.id}</code>
      </p>
    </>
  );
};
