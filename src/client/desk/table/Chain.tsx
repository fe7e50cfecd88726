/**
 * The physics chain of a group as a waterfall: each link of the chain that decided the last turn's
 * compute, in order, with its result; pressing a link opens its working.
 */
import type { ReactElement } from 'react';
import { equationById, type Finding } from '../../../engine/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { openWorking } from '../../store/client.ts';
import type { TurnPage } from '../../store/session.ts';

/** The questions of the chain, from sunlight to delivered compute. */
const CHAIN = new Set([
  'arrayPower',
  'orbitMeanPower',
  'eclipseBattery',
  'radiatorHeat',
  'payloadPower',
  'radiationDose',
  'upsetAvailability',
  'orbitDelivered',
  'blockAvailability',
]);

const isChainLink = (finding: Finding, groupId: string): boolean =>
  CHAIN.has(finding.question) && finding.subject.kind === 'group' && finding.subject.id === groupId;

export const chainOf = (pages: readonly TurnPage[], groupId: string): readonly Finding[] =>
  (pages.at(-1)?.report.findings ?? []).filter((finding) => isChainLink(finding, groupId));

interface Step {
  readonly finding: Finding;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

const stepsOf = (findings: readonly Finding[]): readonly Step[] =>
  findings.flatMap((finding) => {
    const units = equationById(finding.equationId)?.results ?? {};
    return Object.entries(finding.result).flatMap(([name, value]) =>
      typeof value === 'number' ? [{ finding, name, value, unit: units[name]?.unit ?? '' }] : [],
    );
  });

/** A share is its own bar; other bars compare values of the same unit, and one alone has nothing to compare with. */
const shareOf = (step: Step, steps: readonly Step[]): number | null => {
  if (step.name.endsWith('Frac')) return Math.max(0, Math.min(1, step.value));
  const alike = steps.filter((other) => other.unit === step.unit).map((other) => Math.abs(other.value));
  const largest = Math.max(...alike);
  return alike.length < 2 || largest === 0 ? null : Math.abs(step.value) / largest;
};

const ChainBar = ({ share }: { readonly share: number | null }): ReactElement | null =>
  share === null ? null : (
    <span className="chain-bar" aria-hidden="true">
      <span style={{ inlineSize: `${share * 100}%` }} />
    </span>
  );

export const Chain = ({ findings }: { readonly findings: readonly Finding[] }): ReactElement | null => {
  const words = useWords();
  const formats = useFormats();
  const steps = stepsOf(findings);
  if (steps.length === 0) return null;
  return (
    <ol className="chain">
      {steps.map((step) => (
        <li key={`${step.finding.id}${step.name}`}>
          <button type="button" onClick={() => openWorking({ kind: 'finding', id: step.finding.id })}>
            <span>{words.or(`chain.${step.finding.question}.${step.name}`, words.figure(step.name))}</span>
            <span className="number">{formats.quantity(step.value, step.unit, step.name)}</span>
            <ChainBar share={shareOf(step, steps)} />
          </button>
        </li>
      ))}
    </ol>
  );
};
