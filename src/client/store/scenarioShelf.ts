/** The rules' scenarios as they were written, and the checks of the reader's own; a chunk of its own, with the YAML parser. */
import ruleset from 'virtual:ruleset';
import texts from 'virtual:scenarios';
import {
  makeScenarioText,
  makeShelf,
  parseScenarioText,
  rulesWithScenario,
  scenarioTextProblems,
} from '../../ruleset/author.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import type { Problem, Result } from '../../units/result.ts';
import type { ScenarioValue } from './ownScenario.ts';

export { makeScenarioText, parseScenarioText, ruleset };

const shelf = makeShelf(ruleset, texts);

export const problemsOf = (text: string): readonly Problem[] => scenarioTextProblems(shelf, text);

/** A scenario of the rules as it was written; null where there is none. */
export const writtenScenario = (id: string): ScenarioValue | null => {
  const parsed = parseScenarioText(texts[id] ?? '');
  return parsed.ok ? parsed.value : null;
};

/** The rules that a game of the reader's scenario is played under. */
export const rulesOfOwn = (value: ScenarioValue): Result<Ruleset, readonly Problem[]> =>
  rulesWithScenario(shelf, makeScenarioText(value));
