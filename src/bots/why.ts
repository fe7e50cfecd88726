/**
 * Why an opponent does what it does: its plan, what it expects, what it fears, as keys and values; words are made in the
 * client. It is worked out anew from the view and the seed, so nothing of it is kept while a game goes on, and it is shown
 * when the game is over. Doctrines, planners and chance all answer.
 */
import { type Game, legalDraft, type Order, type OrderGroup, orderGroup, type SideView } from '../engine/index.ts';
import { type BotId, decide } from './decide.ts';
import type { DoctrineId } from './doctrines.ts';
import { likeliest } from './planner/beliefs.ts';
import type { CourseId } from './planner/courses.ts';
import { isPlannerId, plan } from './planner/index.ts';
import { gainOver, meanWorth } from './planner/search.ts';

/** What a side may fear, by what it sees. Words: `why.fear.<id>`. */
export const FEARS = [
  'trailing',
  'war',
  'craftNear',
  'interference',
  'debris',
  'thinGrid',
  'minerals',
  'onePlatform',
  'noBackup',
  'standing',
] as const;
export type FearId = (typeof FEARS)[number];

export interface Fear {
  readonly id: FearId;
  /** 0…1: how grave it looks. */
  readonly gravity: number;
}

/** Orders of one group: how many, and what they cost. Words: `orderGroup.<group>`. */
export interface Aim {
  readonly group: OrderGroup;
  readonly orderCount: number;
  readonly fundsMusd: number;
}

/** A course that was played on in imagination. Words: `why.course.<id>`. */
export interface WeighedCourse {
  readonly id: CourseId;
  readonly isChosen: boolean;
  readonly playoutCount: number;
  /** What it is thought to be worth, 0 lost … 1 won; null where nothing was played on. */
  readonly worth: number | null;
  /** Worth beyond the plan's in the same playouts, and the standard error of that. */
  readonly gain: number;
  readonly gainError: number;
}

export interface Expectation {
  /** Chance to win as it sees it, 0…1, between a sure loss and a sure win; null where it does not look ahead. */
  readonly worth: number | null;
  readonly ownPoints: number;
  readonly rivalPoints: { readonly value: number; readonly low: number; readonly high: number };
  /** Which doctrine it takes the other side to follow, and how sure it is; null where it does not ask. */
  readonly rivalDoctrine: { readonly id: DoctrineId; readonly prob: number } | null;
}

export interface Why {
  readonly botId: BotId;
  readonly turn: number;
  readonly stage: SideView['stage'];
  /** What its orders are about, the dearest first. */
  readonly aims: readonly Aim[];
  readonly expects: Expectation;
  /** The gravest first. */
  readonly fears: readonly Fear[];
  /** The plan first; empty for an opponent that weighs nothing. */
  readonly weighed: readonly WeighedCourse[];
}

/** Fears that are told. */
const MOST_FEARS = 3;
/** Less than this is not worth a word. */
const LEAST_GRAVITY = 0.15;

/** Points behind, tension and standing lost at which a fear is as grave as it gets. */
const GRAVE_POINTS = 15;
const GRAVE_TENSION = 80;
const GRAVE_STANDING = 30;
const MIDDLE_STANDING = 50;

const inUnit = (value: number): number => Math.min(1, Math.max(0, value));

const gravityOf = (game: Game, view: SideView, id: FearId): number => {
  const { own, rival, groups, sufferedOperations } = view;
  switch (id) {
    case 'trailing':
      return inUnit((rival.points.value - own.points) / GRAVE_POINTS);
    case 'war':
      return inUnit(view.tension / GRAVE_TENSION);
    case 'craftNear':
      return sufferedOperations.some(({ waits }) => waits) ? 1 : 0;
    case 'interference':
      return own.deliveredPops > 0 ? inUnit((2 * own.lostPops) / own.deliveredPops) : 0;
    case 'debris':
      return inUnit(Math.max(0, ...view.bands.map(({ usedFrac }) => usedFrac)));
    case 'thinGrid':
      return inUnit(
        Math.max(
          0,
          ...view.regions.map(
            ({ id: regionId, marginMw }) => 1 - marginMw / game.region(regionId).reserveRequirementMw,
          ),
        ),
      );
    case 'minerals':
      return inUnit(1 - own.mineralsFillFrac + (own.mineralsMachine === 'supplied' ? 0 : 1 / 2));
    case 'onePlatform': {
      const platformPops = groups.reduce(
        (most, { architecture, deliveredPops }) => (architecture === 'platform' ? Math.max(most, deliveredPops) : most),
        0,
      );
      return own.deliveredPops > 0 ? inUnit(platformPops / own.deliveredPops) : 0;
    }
    case 'noBackup': {
      const hasBackup = view.centres.some(({ role }) => role === 'backup');
      return hasBackup || own.deliveredPops <= 0 ? 0 : inUnit(own.deliveredOrbitalPops / own.deliveredPops);
    }
    case 'standing':
      return inUnit((MIDDLE_STANDING - own.standing) / GRAVE_STANDING);
  }
};

const fearsOf = (game: Game, view: SideView): readonly Fear[] =>
  FEARS.map((id) => ({ id, gravity: gravityOf(game, view, id) }))
    .filter(({ gravity }) => gravity >= LEAST_GRAVITY)
    .sort((a, b) => b.gravity - a.gravity || FEARS.indexOf(a.id) - FEARS.indexOf(b.id))
    .slice(0, MOST_FEARS);

const aimsOf = (game: Game, view: SideView, orders: readonly Order[]): readonly Aim[] => {
  const judged = legalDraft(game, view, orders);
  const aims = new Map<OrderGroup, Aim>();
  for (const [place, { kind }] of orders.entries()) {
    const group = orderGroup(kind);
    const { orderCount, fundsMusd } = aims.get(group) ?? { orderCount: 0, fundsMusd: 0 };
    const costMusd = judged.ok ? (judged.value[place]?.cost.fundsMusd ?? 0) : 0;
    aims.set(group, { group, orderCount: orderCount + 1, fundsMusd: fundsMusd + Math.max(0, costMusd) });
  }
  return [...aims.values()].sort((a, b) => b.fundsMusd - a.fundsMusd || (a.group < b.group ? -1 : 1));
};

/** Why a bot gives the orders that it gives on a view; the same as it gave, for they follow from the same. */
export const explain = (botId: BotId, game: Game, view: SideView, seed: string): Why => {
  const { turn, stage, own, rival } = view;
  const planned = isPlannerId(botId) && view.outcome === null ? plan(botId, game, view, seed) : null;
  const orders = planned === null ? decide(botId, game, view, seed) : planned.chosen.orders;
  const [first] = planned?.weighed ?? [];
  const belief = planned !== null && planned.beliefs.length > 0 ? likeliest(planned.beliefs) : null;
  return {
    botId,
    turn,
    stage,
    aims: aimsOf(game, view, orders),
    expects: {
      worth: planned === null ? null : meanWorth(planned.chosen),
      ownPoints: own.points,
      rivalPoints: rival.points,
      rivalDoctrine: belief === null ? null : { id: belief.doctrineId, prob: belief.prob },
    },
    fears: fearsOf(game, view),
    weighed: (planned?.weighed ?? []).map((each) => {
      const gain = first === undefined || each === first ? { mean: 0, error: 0 } : gainOver(each, first);
      return {
        id: each.course.id,
        isChosen: each === planned?.chosen,
        playoutCount: each.worths.length,
        worth: meanWorth(each),
        gain: gain.mean,
        gainError: gain.error,
      };
    }),
  };
};
