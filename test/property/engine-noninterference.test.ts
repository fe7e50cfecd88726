/**
 * Non-interference: whatever a side cannot know may change, and its view, the orders open to it, what
 * is legal and what its bots decide stay the same, byte for byte. The list of what it cannot know is
 * every leaf of the state less the public ones named here, so a field added later is covered.
 */
import { describe, expect, it } from 'vitest';
import { BOT_IDS, decide } from '../../src/bots/index.ts';
import {
  availableOrders,
  cloneState,
  type Game,
  type GameState,
  imagineState,
  legalOrder,
  type Order,
  ORDER_KINDS,
  orderForm,
  publicNews,
  publicView,
  reportFor,
  rivalOf,
  SIDES,
  viewFor,
} from '../../src/engine/index.ts';
import { outageFracOf } from '../../src/engine/formulas.ts';
import { ARCHITECTURES, type Side } from '../../src/ruleset/terms.ts';
import { classroom, dawn, playedGame } from '../support/game.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Path = readonly (string | number)[];

/** What a side may know of the state apart from its own rows, by path, each with the reason. `*` is any one step. */
const PUBLIC: readonly (readonly [path: string, reason: string])[] = [
  ['scenarioId', 'both play it'],
  ['turn', 'the calendar'],
  ['stage', 'a crisis is called by both'],
  ['crisis', 'the ladder both stand on'],
  ['tension', 'the ladder both stand on'],
  ['race', 'who leads is announced'],
  ['raceLeader', 'who leads is announced'],
  ['outcome', 'the end is announced'],
  ['agreements', 'offers and agreements are made in the open'],
  ['bands', 'objects above 10 cm are tracked by everybody'],
  ['beltRadPerDay', 'everybody measures the belt'],
  ['marketFactor', 'the market is the market'],
  ['launchFailureFrac', 'insurers publish what they charge'],
  ['sides.RIVAL.pointsThisTurn', 'shares are published to whole percent, and the points of a contest follow from them'],
  ['sides.RIVAL.allies', 'partners are partners in the open'],
  ['sides.RIVAL.standing', 'public opinion'],
  ['sides.RIVAL.exportControlLevel', 'controls are law'],
  ['sides.RIVAL.milestones', 'firsts are announced'],
  ['estimates.OWN', 'its own estimates'],
  ['groups.RIVAL.id', 'announced'],
  ['groups.RIVAL.owner', 'announced'],
  ['groups.RIVAL.architecture', 'seen in orbit'],
  ['groups.RIVAL.shellId', 'seen in orbit'],
  ['groups.RIVAL.designId', 'what is founded is announced, with its bus'],
  ['groups.RIVAL.cohorts.*.unitCount', 'tracked objects are counted'],
  ['groups.RIVAL.cohorts.*.designId', 'a bus is seen in orbit'],
  ['lines.RIVAL.id', 'announced'],
  ['lines.RIVAL.owner', 'announced'],
  ['lines.RIVAL.vehicleId', 'announced'],
  ['lines.RIVAL.machine', 'launches, failures and inquiries are news'],
  ['lines.RIVAL.flownFlights', 'launches are counted'],
  ['centres.RIVAL.owner', 'buildings are seen'],
  ['centres.RIVAL.regionId', 'buildings are seen'],
  ['centres.RIVAL.role', 'what is built is announced, its tier is not'],
  ['regions.RIVAL.id', 'geography'],
  ['regions.RIVAL.owner', 'geography'],
  ['regions.RIVAL.machine', "the ladder's step is news"],
  // What an operation is, is known to its author; of what it did, its target knows its part when it noticed.
  ['operations.BY.id', 'its own act'],
  ['operations.BY.family', 'its own act'],
  ['operations.BY.actor', 'its own act'],
  ['operations.BY.target', 'its own act'],
  ['operations.BY.targetId', 'its own act'],
  ['operations.BY.turn', 'its own act'],
  ['operations.BY.machine', 'how far its own act went, which says nothing of having been seen'],
  ['operations.BY.shots', 'its own act'],
  ['operations.BY.hits', 'what it hit is tracked'],
  ['operations.BY.attributed', 'attribution is public'],
  ['operations.BY.reciprocal', 'its own act'],
  ['operations.FELT.id', 'noticed'],
  ['operations.FELT.family', 'noticed'],
  ['operations.FELT.target', 'noticed'],
  ['operations.FELT.targetId', 'noticed'],
  ['operations.FELT.turn', 'noticed'],
  ['operations.FELT.machine', 'how far what it noticed has gone: a craft that waits, or an act that is done'],
  ['operations.FELT.felt', 'it knows what it noticed'],
  ['operations.FELT.attributed', 'attribution is public'],
  ['operations.FELT.investigations', 'its own effort'],
  ['operations.HIDDEN.target', 'changing whose it is would make it another act'],
  ['operations.HIDDEN.actor', 'changing whose it is would make it another act'],
  ['operations.HIDDEN.felt', 'noticing it is not a change it cannot know of'],
  ['operations.HIDDEN.attributed', 'attribution would be public'],
];

const isPublic = (path: string): boolean =>
  PUBLIC.some(([pattern]) => {
    const wanted = pattern.split('.');
    const steps = path.split('.');
    return steps.length >= wanted.length && wanted.every((step, place) => step === '*' || step === steps[place]);
  });

/** The role that a row of a list plays for a side, in place of its position. */
const roleOf = (list: string, row: Json, side: Side): string => {
  const fields = row as { readonly owner?: string; readonly actor?: string; readonly felt?: boolean };
  if (list === 'operations') return fields.actor === side ? 'BY' : fields.felt === true ? 'FELT' : 'HIDDEN';
  return fields.owner === side ? 'OWN' : 'RIVAL';
};

/** Every leaf of the state with its path and its path by roles: `groups.2.powerKw`, `groups.RIVAL.powerKw`. */
const leavesOf = (state: GameState, side: Side): readonly { readonly path: Path; readonly role: string }[] => {
  const leaves: { path: Path; role: string }[] = [];
  const walk = (value: Json, path: Path, roles: readonly string[]): void => {
    if (typeof value !== 'object' || value === null) {
      leaves.push({ path, role: roles.join('.') });
      return;
    }
    if (Array.isArray(value)) {
      const list = value as readonly Json[];
      const owned =
        path.length === 1 &&
        ['groups', 'lines', 'campaigns', 'regions', 'centres', 'deliveries', 'operations'].includes(String(path[0]));
      for (const [place, each] of list.entries())
        walk(each, [...path, place], [...roles, owned ? roleOf(String(path[0]), each, side) : String(place)]);
      return;
    }
    for (const [key, each] of Object.entries(value)) {
      const isSide = path.length === 1 && (path[0] === 'sides' || path[0] === 'estimates');
      walk(each as Json, [...path, key], [...roles, isSide ? (key === side ? 'OWN' : 'RIVAL') : key]);
    }
  };
  walk(state as unknown as Json, [], []);
  return leaves;
};

const isOwn = (role: string): boolean =>
  /^(sides|groups|lines|campaigns|regions|centres|deliveries)\.OWN(\.|$)/.test(role);

const OTHER_TEXTS: Readonly<Record<string, readonly string[]>> = {
  posture: ['absorb', 'escalate'],
  tier: ['hot', 'cold'],
  connectionPolicy: ['pause', 'managed'],
  mineralsMachine: ['rationed', 'tight'],
};

/** Another value of the same type that the field might hold. */
const otherValue = (value: unknown, field: string): unknown => {
  if (typeof value === 'number') return value === 0 ? 3 : value * 1.5 + 1;
  if (typeof value === 'boolean') return !value;
  const others = OTHER_TEXTS[field];
  if (others !== undefined) return others.find((other) => other !== value);
  return typeof value === 'string' ? `${value}x` : value;
};

const setAt = (state: GameState, path: Path): void => {
  let place: unknown = state;
  for (const step of path.slice(0, -1)) place = (place as Record<string | number, unknown>)[step];
  const last = path[path.length - 1] as string | number;
  const holder = place as Record<string | number, unknown>;
  holder[last] = otherValue(holder[last], String(last));
};

const knownOf = (game: Game, state: GameState, side: Side): string => {
  const view = viewFor(game, state, side);
  const open = availableOrders(game, view, []);
  const forms = ORDER_KINDS.map((kind) => orderForm(game, view, [], kind));
  const tried: Order[] = [
    ...BOT_IDS.flatMap((bot) => decide(bot, game, view, 'seen')),
    ...view.rival.groups.flatMap(({ id }): Order[] => [
      { kind: 'jam', targetId: id },
      { kind: 'strike', targetId: id, interceptorCount: 1 },
    ]),
    { kind: 'offer', agreementId: 'norm' },
    { kind: 'setExportControl', level: 3 },
    { kind: 'surveil' },
  ];
  const judged = tried.map((order) => legalOrder(game, view, [], order));
  return JSON.stringify({ view, open, forms, tried, judged, imagined: imagineState(game, view, 'seen') });
};

/** Games between bots at random interfere, strike, build backups and run short: something is in every list. */
const STATES: readonly (readonly [Game, string, number, GameState])[] = [
  ...[
    ['a', 6],
    ['b', 13],
    ['c', 18],
  ].map(([seed, turn]) => {
    const turns = playedGame('dawn-2026', String(seed), 'random', 'random');
    const at = Math.min(Number(turn), turns.length - 1);
    return [dawn, String(seed), at, turns[at]?.before as GameState] as const;
  }),
  ...[['a', 5]].map(([seed, turn]) => {
    const turns = playedGame('classroom', String(seed), 'balancer', 'random');
    return [classroom, String(seed), Number(turn), turns[Number(turn)]?.before as GameState] as const;
  }),
];

describe('a side does not see what it cannot know', () => {
  it.each(STATES.map(([game, seed, turn, state]) => ({ game, seed, turn, state, scenario: game.scenario.id })))(
    'in every hidden leaf at once: $scenario, seed $seed, turn $turn',
    ({ game, state }) => {
      for (const side of SIDES) {
        const hidden = leavesOf(state, side).filter(({ role }) => !isOwn(role) && !isPublic(role));
        const other = cloneState(state);
        for (const { path } of hidden) setAt(other, path);
        expect(hidden.length).toBeGreaterThan(100);
        expect(knownOf(game, other, side)).toBe(knownOf(game, state, side));
      }
    },
  );

  it('names the leaf when one alone shows', () => {
    for (const [game, seed, turn, state] of STATES.slice(0, 2)) {
      for (const side of SIDES) {
        const before = JSON.stringify(viewFor(game, state, side));
        const shown = leavesOf(state, side)
          .filter(({ role }) => !isOwn(role) && !isPublic(role))
          .filter(({ path }) => {
            const other = cloneState(state);
            setAt(other, path);
            return JSON.stringify(viewFor(game, other, side)) !== before;
          })
          .map(({ path }) => path.join('.'));
        expect(shown, `seed ${seed}, turn ${turn}, ${side}`).toEqual([]);
      }
    }
  });

  it('hides rows as well: deliveries, further backups, campaigns and unnoticed operations of the rival', () => {
    for (const [game, , , state] of STATES) {
      for (const side of SIDES) {
        const rival = rivalOf(side);
        const other = cloneState(state);
        other.deliveries = other.deliveries.filter(({ owner }) => owner === side);
        other.campaigns = other.campaigns.filter(({ owner }) => owner === side);
        // That a region has backups is public, how many and of which tier is not.
        other.centres = other.centres.filter(
          (centre, place, all) =>
            centre.owner === side ||
            all.findIndex(({ regionId, role }) => regionId === centre.regionId && role === centre.role) === place,
        );
        for (const centre of other.centres)
          if (centre.owner === rival) Object.assign(centre, { id: `x${centre.id}`, tier: 'hot' });
        other.operations = other.operations.filter(({ actor, felt }) => actor === side || felt);
        other.operations.push({
          id: `${side}/99/jam/unseen`,
          family: 'jam',
          actor: rival,
          target: side,
          targetId: other.groups.find(({ owner }) => owner === side)?.id ?? '',
          turn: state.turn,
          machine: 'deniable',
          shots: 0,
          detected: false,
          felt: false,
          hits: 0,
          attributed: false,
          reciprocal: false,
          investigations: 0,
        });
        expect(knownOf(game, other, side)).toBe(knownOf(game, state, side));
      }
    }
  });

  it('covers public leaves with a reason that still exists', () => {
    const roles = new Set(
      STATES.flatMap(([, , , state]) => SIDES.flatMap((side) => leavesOf(state, side).map(({ role }) => role))),
    );
    const unused = PUBLIC.filter(([pattern]) => {
      const wanted = pattern.split('.');
      return ![...roles].some((role) => {
        const steps = role.split('.');
        return steps.length >= wanted.length && wanted.every((step, place) => step === '*' || step === steps[place]);
      });
    }).map(([pattern]) => pattern);
    expect(unused.filter((pattern) => !pattern.startsWith('operations.'))).toEqual([]);
  });
});

describe("what everybody in the room may know holds no side's secret", () => {
  it.each(STATES.map(([game, seed, turn, state]) => ({ game, seed, turn, state, scenario: game.scenario.id })))(
    'whatever either side cannot know may change: $scenario, seed $seed, turn $turn',
    ({ game, state }) => {
      const before = JSON.stringify(publicView(game, state));
      for (const side of SIDES) {
        const other = cloneState(state);
        for (const { path, role } of leavesOf(state, side)) if (!isOwn(role) && !isPublic(role)) setAt(other, path);
        expect(JSON.stringify(publicView(game, other))).toBe(before);
      }
    },
  );

  it('both sides give what is shown of both, and no estimate', () => {
    for (const [game, , , state] of STATES) {
      const { sides } = publicView(game, state);
      for (const side of SIDES) {
        const seen = viewFor(game, state, rivalOf(side)).rival;
        expect(sides[side].groups.map(({ id, unitCount }) => [id, unitCount])).toEqual(
          seen.groups.map(({ id, unitCount }) => [id, unitCount]),
        );
        expect(sides[side].publishedPops).toBeGreaterThanOrEqual(0);
      }
      expect(JSON.stringify(sides)).not.toMatch(/"(low|high|deliveredPops|powerKw|backups|fundsMusd)"/);
    }
  });

  it('the news is what both were told', () => {
    let told = 0;
    for (const { resolution } of playedGame('dawn-2026', 'a', 'random', 'random')) {
      const reports = SIDES.map((side) => reportFor(resolution, side).events);
      for (const { kind, subject, values, findingIds } of publicNews(resolution)) {
        told += 1;
        expect(findingIds).toEqual([]);
        for (const events of reports)
          expect(events.map((event) => JSON.stringify([event.kind, event.subject, event.values]))).toContain(
            JSON.stringify([kind, subject, values]),
          );
      }
    }
    expect(told).toBeGreaterThan(50);
  });
});

/** Paths of the rival's state that findings may name to this side, by role. */
const namesSecret = (path: string, side: Side, state: GameState): boolean => {
  const [head = '', second = '', ...rest] = path.split('.');
  const rival = rivalOf(side);
  if (head === 'sides' && second === rival)
    return !['allies', 'exportControlLevel', 'standing', 'milestones', ''].includes(rest[0] ?? '');
  const row = (list: readonly { readonly id: string; readonly owner: Side }[]): boolean =>
    list.some(({ id, owner }) => owner === rival && path.startsWith(`${head}.${id}`));
  if (head === 'groups')
    return row(state.groups) && !path.endsWith('cohorts') && !path.endsWith('cohorts.designId') && rest.length > 0;
  if (head === 'regions') return row(state.regions);
  if (head === 'centres') return row(state.centres);
  if (head === 'campaigns') return false;
  return false;
};

/** Numbers of the state that are not whole: no two quantities of a game share one by chance. */
const secretsOf = (state: GameState, side: Side): ReadonlyMap<number, string> => {
  const secrets = new Map<number, string>();
  const known = new Set<number>();
  for (const { path, role } of leavesOf(state, side)) {
    let value: unknown = state;
    for (const step of path) value = (value as Record<string | number, unknown>)[step];
    if (typeof value !== 'number' || Number.isInteger(value)) continue;
    // The estimates that the rival has of this side are the rival's, and about this side.
    // What a region sheds is in the news of the turn, though no view keeps it.
    if (isOwn(role) || isPublic(role) || role === 'regions.RIVAL.shedMw') known.add(value);
    else secrets.set(value, path.join('.'));
  }
  for (const value of known) secrets.delete(value);
  return secrets;
};

const numbersIn = (value: unknown): readonly number[] =>
  typeof value === 'number'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(numbersIn)
      : [];

describe('a report tells a side nothing of the rival that is not public', () => {
  const GAMES = [
    ['dawn-2026', 'a', 'random', 'random'],
    ['dawn-2026', 'd', 'random', 'balancer'],
    ['dawn-2026', 'e', 'balancer', 'random'],
    ['classroom', 'f', 'random', 'random'],
  ] as const;

  it.each(GAMES)('%s, seed %s, %s against %s', (scenario, seed, us, cn) => {
    const game = scenario === 'classroom' ? classroom : dawn;
    // Numbers of the rules, what an author expects of its jamming from them alone, and the chance of a defence by its
    // level are nobody's secret.
    const rulesNumbers = new Set([
      ...Object.values(game.ruleset.provenance).map(({ value }) => value),
      ...(['jam', 'dazzle', 'cyberSpace'] as const).flatMap((family) =>
        ARCHITECTURES.map((architecture) => outageFracOf(game, family, architecture, 0, 0)),
      ),
      ...Object.values(game.ruleset.counterspace.families).flatMap(({ defenceProb, defenceProbPerLevel }) =>
        Array.from(
          { length: game.ruleset.research.maxLevel + 1 },
          (_, level) => defenceProb + defenceProbPerLevel * level,
        ),
      ),
    ]);
    for (const { before, resolution } of playedGame(scenario, seed, us, cn)) {
      const over = resolution.state.outcome !== null;
      for (const side of SIDES) {
        const report = reportFor(resolution, side);
        const at = `turn ${resolution.turn}, ${side}`;
        const paths = report.findings.flatMap(({ inputs, id, question }) =>
          inputs.flatMap(({ origin }) => (origin.kind === 'state' ? [`${id} ${question} ${origin.path}`] : [])),
        );
        // The end is told to both, with both scores.
        const named = paths.filter((each) => namesSecret(each.split(' ')[2] ?? '', side, resolution.state));
        expect(
          named.filter((each) => !each.includes('gameEnds')),
          at,
        ).toEqual([]);
        for (const state of [before, resolution.state]) {
          const secrets = secretsOf(state, side);
          const told = [...report.findings.filter(({ question }) => question !== 'gameEnds'), ...report.events].flatMap(
            (each) =>
              numbersIn(each)
                .filter((value) => secrets.has(value) && !rulesNumbers.has(value))
                .map((value) => `${JSON.stringify(each).slice(0, 90)}: ${value} is ${secrets.get(value) ?? ''}`),
          );
          expect(over ? [] : told, at).toEqual([]);
        }
        expect(JSON.stringify(report)).not.toContain('"parts"');
      }
    }
  });

  it('does not name the author of an act in anything but attribution', () => {
    for (const [scenario, seed, us, cn] of GAMES) {
      for (const { resolution } of playedGame(scenario, seed, us, cn)) {
        for (const { actor, target, id, attributed } of resolution.state.operations) {
          if (attributed) continue;
          expect(id.startsWith(`${target}/`)).toBe(true);
          const report = reportFor(resolution, target);
          const about = [
            ...report.events.filter(({ subject }) => subject.id === id),
            ...report.findings.filter(({ subject }) => subject.id === id),
          ];
          for (const each of about) {
            expect('side' in each ? each.side : null).toBeNull();
            expect(JSON.stringify(each)).not.toContain(`sides.${actor}`);
          }
        }
      }
    }
  });

  it('numbers findings and events without gaps', () => {
    for (const { resolution } of playedGame('dawn-2026', 'a', 'random', 'random')) {
      for (const side of SIDES) {
        const { events, findings } = reportFor(resolution, side);
        expect(events.map(({ id }) => id)).toEqual(
          events.map(({ turn }, place) => `${turn}${resolution.stage === 'turn' ? '' : 'r'}.${place + 1}`),
        );
        expect(findings.map(({ id }) => Number(id.split('.')[2]))).toEqual(findings.map((_, place) => place + 1));
      }
    }
  });
});
