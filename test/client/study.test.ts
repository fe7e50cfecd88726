/** The form's studies: what it writes is a manifest that the rules accept, and a page plays it as the command line does. */
import { describe, expect, it } from 'vitest';
import { makeManifest, type StudyForm } from '../../src/client/desk/study/manifestText.ts';
import { chunkRunner, chunksOf, combine, csvOf, gameCount, type Plan } from '../../src/study/index.ts';
import { readManifest } from '../../src/study/plan/readManifest.ts';
import { valueOf } from '../support/result.ts';
import { ruleset } from '../support/ruleset.ts';

const FORM: StudyForm = {
  scenarioId: 'classroom',
  packId: 'base',
  seed: 'a "quoted": seed # of 1',
  draws: 6,
  players: { us: 'balancer', cn: 'racer' },
  others: { us: 'balancer', cn: 'racer' },
};

const planOf = (form: StudyForm): Plan =>
  valueOf(
    readManifest('study.yaml', makeManifest(form), ruleset, () => {
      throw new Error('no record is asked for');
    }),
  );
const csv = (plan: Plan): string => {
  const run = valueOf(chunkRunner(ruleset, plan));
  return csvOf(plan, combine(plan, chunksOf(plan).map(run)).rows);
};

describe('a study of the form', () => {
  it('says what was asked, whatever characters are in it', () => {
    const plan = planOf(FORM);
    expect(plan).toMatchObject({ scenarioId: 'classroom', packId: 'base', seed: FORM.seed, draws: 6 });
    expect(plan.variants.map(({ id }) => id)).toEqual(['balancer-against-racer']);
    expect(gameCount(plan)).toBe(6);
  });

  it('compares with other players, and with none where they are the same', () => {
    const plan = planOf({ ...FORM, others: { us: 'grid-first', cn: 'racer' } });
    expect(plan.variants.map(({ id }) => id)).toEqual(['balancer-against-racer', 'grid-first-against-racer']);
    expect(gameCount(plan)).toBe(12);
  });

  it('comes out the same in chunks of the page as in those of the command line', () => {
    const plan = planOf({ ...FORM, others: { us: 'balancer', cn: 'raider' } });
    expect(csv({ ...plan, chunkGames: 4 })).toBe(csv(plan));
  });
});
