/** The newest finding about a subject that gave a named result: what a number on the table opens. */
import type { Finding, Subject } from '../../../engine/index.ts';
import type { WorkingTarget } from '../../store/client.ts';
import type { TurnPage } from '../../store/session.ts';

const isAbout = (finding: Finding, subject: Subject): boolean =>
  finding.subject.kind === subject.kind && finding.subject.id === subject.id;

export const findingOf = (
  pages: readonly TurnPage[],
  subject: Subject,
  results: readonly string[],
): WorkingTarget | null => {
  const findings = pages.at(-1)?.report.findings ?? [];
  for (const name of results) {
    const found = findings.findLast(
      (finding) => isAbout(finding, subject) && (name in finding.result || finding.question === name),
    );
    if (found) return { kind: 'finding', id: found.id };
  }
  return null;
};

export const ruleOf = (provenance: Readonly<Record<string, unknown>>, path: string): WorkingTarget | null =>
  path in provenance ? { kind: 'rule', path } : null;
