/**
 * Findings of whole games: every card opens on a working that stands by itself, with an equation that
 * exists, inputs with units and origins that resolve, a chance and a draw that agree with what came
 * out, and at least one source of the rules. Every draw of the dice is written down.
 */
import { describe, expect, it } from 'vitest';
import {
  equations,
  type Finding,
  type GameEvent,
  reportFor,
  SIDES,
  smallestFlip,
  startState,
  type TurnResolution,
} from '../../src/engine/index.ts';
import { seededDice } from '../../src/engine/dice.ts';
import { evaluateModel } from '../../src/physics/catalogue.ts';
import { canonicalJson } from '../../src/units/canonical.ts';
import { botOrders, dawn, deepFreeze, playedGame, resolved, ruleset } from '../support/game.ts';

const GAMES = [
  ['dawn-2026', 'a', 'random', 'random'],
  ['dawn-2026', '7', 'balancer', 'random'],
  ['dawn-2026', 'h', 'random', 'balancer'],
  ['classroom', 'f', 'random', 'random'],
] as const;

const resolutionsOf = ([scenario, seed, us, cn]: (typeof GAMES)[number]): readonly TurnResolution[] =>
  playedGame(scenario, seed, us, cn).map(({ resolution }) => resolution);

const all = GAMES.flatMap(resolutionsOf);
const findingsOf = (pick: (finding: Finding) => boolean): readonly Finding[] =>
  all.flatMap(({ findings }) => findings.filter(pick));
const show = ({ id, question, equationId }: Finding): string => `${id} ${question} (${equationId})`;

/** Outcomes of a finding with a chance that mean its die fell below it. */
const YES = new Set([
  'happened',
  'succeeded',
  'assembled',
  'detected',
  'foiled',
  'struck',
  'started',
  'war',
  'convinces',
  'hit',
  'allSucceeded',
  'lost',
  'failed',
  'brokeUp',
  'exposed',
]);
/** `failed` is the yes of ageing, and the no of everything else. */
const isYes = ({ question, outcome }: Finding): boolean =>
  outcome === 'failed' ? question === 'ageingFailures' : YES.has(outcome);

const sourcesOf = ({ equationId, inputs }: Finding): readonly string[] => [
  ...(equations.get(equationId)?.sources ?? []),
  ...inputs.flatMap(({ origin }) => (origin.kind === 'rule' ? [ruleset.provenance[origin.path]?.source ?? ''] : [])),
];
const isBoth = ({ visibleTo }: GameEvent): boolean => visibleTo.us && visibleTo.cn;

describe('findings of whole games', () => {
  it('name an equation of the list, and only its results', () => {
    const unknown = findingsOf(({ equationId }) => !equations.has(equationId)).map(show);
    expect([...new Set(unknown)]).toEqual([]);
    const wrong = findingsOf(({ equationId, result }) => {
      const results = equations.get(equationId)?.results ?? {};
      return Object.keys(result).some((name) => !Object.hasOwn(results, name));
    }).map(({ question, result, equationId }) => `${question}: ${Object.keys(result).join()} of ${equationId}`);
    expect([...new Set(wrong)]).toEqual([]);
  });

  it('give every input a name, a plain value and a unit', () => {
    const bad = findingsOf(({ inputs }) =>
      inputs.some(
        ({ name, value, unit }) =>
          name === '' ||
          (typeof value === 'number' ? !Number.isFinite(value) || unit === '' : unit !== '') ||
          Object.is(value, -0),
      ),
    ).map(
      (finding) =>
        `${finding.question}: ${JSON.stringify(finding.inputs.filter(({ value, unit }) => (typeof value === 'number') === (unit === '')))}`,
    );
    expect([...new Set(bad.map((text) => text.slice(0, 200)))].slice(0, 5)).toEqual([]);
  });

  it('take rule inputs from numbers of the rules with their value and unit', () => {
    const bad = all.flatMap(({ findings }) =>
      findings.flatMap(({ question, inputs }) =>
        inputs.flatMap(({ name, value, unit, origin }) => {
          if (origin.kind !== 'rule') return [];
          const rule = ruleset.provenance[origin.path];
          return rule !== undefined && rule.value === value && rule.unit === unit && rule.source in ruleset.sources
            ? []
            : [`${question}.${name}: ${origin.path}`];
        }),
      ),
    );
    expect([...new Set(bad)]).toEqual([]);
  });

  it('refer to findings of the same turn that the reader has as well', () => {
    for (const resolution of all) {
      for (const side of SIDES) {
        const { findings, events } = reportFor(resolution, side);
        const ids = new Set(findings.map(({ id }) => id));
        expect(ids.size).toBe(findings.length);
        const referred = findings.flatMap(({ inputs }) =>
          inputs.flatMap(({ origin }) => (origin.kind === 'finding' ? [origin.id] : [])),
        );
        expect([...referred, ...events.flatMap(({ findingIds }) => findingIds)].filter((id) => !ids.has(id))).toEqual(
          [],
        );
      }
    }
  });

  it('have a chance in [0, 1] and a draw in [0, 1) that agree with the outcome', () => {
    const diced = findingsOf(({ prob }) => prob !== null);
    expect(diced.length).toBeGreaterThan(500);
    for (const finding of diced) {
      const { prob, draw, stream } = finding;
      expect(prob, show(finding)).toBeGreaterThanOrEqual(0);
      expect(prob, show(finding)).toBeLessThanOrEqual(1);
      expect(draw, show(finding)).toBeGreaterThanOrEqual(0);
      expect(draw, show(finding)).toBeLessThan(1);
      expect(stream, show(finding)).not.toBeNull();
      expect(`${show(finding)} ${(draw ?? 1) < (prob ?? 0)}`).toBe(`${show(finding)} ${isYes(finding)}`);
    }
  });

  it('are plain JSON', () => {
    for (const { findings, events } of all)
      for (const each of [...findings, ...events]) expect(() => canonicalJson(each)).not.toThrow();
  });

  it('open from every card of either side: equation, inputs or result, and a source of the rules', () => {
    const bad: string[] = [];
    const kinds = new Set<string>();
    for (const resolution of all) {
      for (const side of SIDES) {
        const { events, findings } = reportFor(resolution, side);
        for (const event of events) {
          kinds.add(event.kind);
          const first = findings.find(({ id }) => id === event.findingIds[0]);
          if (first === undefined) bad.push(`${event.kind} has no finding for ${side}`);
          else if (!sourcesOf(first).some((source) => source in ruleset.sources)) bad.push(`${event.kind}: no source`);
          else if (first.inputs.length === 0 && Object.keys(first.result).length === 0)
            bad.push(`${event.kind}: empty`);
        }
      }
    }
    expect([...new Set(bad)]).toEqual([]);
    // The games above must be worth looking at.
    for (const kind of [
      'campaign.delivered',
      'operation.attributed',
      'region.alert',
      'milestone.reached',
      'game.ended',
    ])
      expect([...kinds]).toContain(kind);
  });

  it('show both sides the same public event', () => {
    for (const resolution of all) {
      for (const event of resolution.events.filter(isBoth)) {
        for (const side of SIDES) {
          const seen = reportFor(resolution, side).events.filter(
            (each) => each.kind === event.kind && each.subject.id === event.subject.id,
          );
          expect(seen.map(({ values }) => values)).toContainEqual(event.values);
        }
      }
    }
  });

  it('write down every draw of the dice, once', () => {
    let state = deepFreeze(startState(dawn, 'draws'));
    for (let turn = 1; turn <= 6; turn++) {
      const dice = seededDice('draws', turn);
      const drawn: string[] = [];
      const orders = botOrders(dawn, state, { us: 'random', cn: 'random' }, `draws${turn}`);
      const { findings, state: next } = resolved(dawn, state, orders, {
        dice: {
          draw: (stream) => {
            const draw = dice.draw(stream);
            drawn.push(`${stream} ${draw}`);
            return draw;
          },
        },
      });
      const written = findings.flatMap(({ stream, draw }) => (draw === null ? [] : [`${stream} ${draw}`]));
      expect([...written].sort((a, b) => (a < b ? -1 : 1))).toEqual([...drawn].sort((a, b) => (a < b ? -1 : 1)));
      state = next;
    }
  });
});

describe('the smallest change that flips a result', () => {
  it('flips it when the equation is asked again', () => {
    let flips = 0;
    for (const finding of findingsOf(({ prob }) => prob !== null)) {
      const flip = smallestFlip(finding);
      expect(flip?.neededProb).toBe(finding.draw);
      if (!flip?.input || finding.draw === null || finding.probResult === null) continue;
      flips += 1;
      const asked = (value: number | null): number | null => {
        const inputs = Object.fromEntries(
          finding.inputs.map((each) => [
            each.name,
            each.name === flip.input?.name && value !== null ? value : each.value,
          ]),
        );
        for (const step of [inputs]) {
          const known = Object.fromEntries(
            Object.entries(step)
              .filter(([name]) => !new Set(['regionSheds', 'marginDb', ...UNASKED]).has(name))
              .map(([name, given]) => [name, name === 'likelihoodRatios' ? [given] : given]),
          );
          const answer = evaluateModel(finding.equationId, known);
          if (answer.ok) return Number(answer.result[finding.probResult ?? '']);
        }
        return null;
      };
      const before = asked(null);
      const after = asked(flip.input.to);
      expect(before, show(finding)).not.toBeNull();
      expect(after, show(finding)).not.toBeNull();
      expect(finding.draw < (after ?? 0) !== finding.draw < (before ?? 0), show(finding)).toBe(true);
      expect(before).toBeCloseTo(finding.prob ?? -1, 9);
    }
    expect(flips).toBeGreaterThan(3);
  });

  it('asks nothing where no die was cast', () => {
    for (const finding of findingsOf(({ prob }) => prob === null).slice(0, 200))
      expect(smallestFlip(finding)).toBeNull();
  });
});

/** Inputs that findings show beside those of their catalogue function. */
const UNASKED = [
  'intruded',
  'likelihoodRatio',
  'likelihoodRatioPerDefenceLevel',
  'thresholdProb',
  'successBaseProb',
  'successPerDefenceGapLevel',
  'successLossPerHardening',
  'actorDefenceLevel',
  'targetDefenceLevel',
  'hardeningLevel',
  'evadedFrac',
];
