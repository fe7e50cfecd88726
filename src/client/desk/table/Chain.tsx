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

/** Bars compare only values of the same unit. */
const shareOf = (step: Step, steps: readonly Step[]): number => {
  const largest = Math.max(...steps.filter((other) => other.unit === step.unit).map((other) => Math.abs(other.value)));
  return largest > 0 ? Math.abs(step.value) / largest : 0;
};

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
            <span className="chain-bar" aria-hidden="true">
              <span style={{ inlineSize: `${shareOf(step, steps) * 100}%` }} />
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
};
