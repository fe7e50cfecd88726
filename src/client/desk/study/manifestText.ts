/**
 * The form's study as a manifest, such as the command line takes: one line a field, its value as JSON, which YAML reads.
 */
import type { BySide } from '../../../ruleset/terms.ts';

export interface StudyForm {
  readonly scenarioId: string;
  readonly packId: string;
  readonly seed: string;
  readonly draws: number;
  readonly players: BySide<string>;
  /** Who plays in the variant that is compared with the first; the same as in the first: nothing is compared. */
  readonly others: BySide<string>;
}

/** What the form asks of each game. */
const OUTPUTS = ['us.margin', 'us.result', 'cn.result', 'us.score', 'cn.score', 'worldScore', 'peakTension'];

const nameOf = ({ us, cn }: BySide<string>): string => `${us}-against-${cn}`;

const variantsOf = ({ players, others }: StudyForm) =>
  [players, others]
    .filter((each, place) => place === 0 || nameOf(each) !== nameOf(players))
    .map((each) => ({ id: nameOf(each), players: each }));

export const makeManifest = (form: StudyForm): string =>
  Object.entries({
    study: 'my-study',
    scenario: form.scenarioId,
    pack: form.packId,
    seed: form.seed,
    draws: form.draws,
    outputs: OUTPUTS,
    variants: variantsOf(form),
  })
    .map(([field, value]) => `${field}: ${JSON.stringify(value)}\n`)
    .join('');
