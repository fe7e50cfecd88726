/**
 * What everybody in the room may know: what each side knows of the other without its intelligence, and the news that
 * both were given. Built by picking from the two views; estimates, plans and what one side alone noticed are in neither.
 */
import type { BySide, CrisisRung, Side } from '../ruleset/terms.ts';
import { unitPerformance } from './assets/orbitChain.ts';
import type { GameEvent } from './findings.ts';
import type { Game } from './game.ts';
import type { TurnResolution } from './resolve.ts';
import { bySide, rivalOf } from './sides.ts';
import type { GameState, Half, Outcome, Stage } from './state.ts';
import { viewFor } from './view.ts';
import type { AgreementView, BandView, RivalGroupView, RivalView, SideView } from './viewTypes.ts';

export type PublicGroup = Omit<RivalGroupView, 'powerKw' | 'deliveredPops'>;

export interface PublicSide
  extends Pick<
    RivalView,
    'side' | 'standing' | 'exportControlLevel' | 'allies' | 'lines' | 'regions' | 'centres' | 'milestones'
  > {
  readonly groups: readonly PublicGroup[];
  /** Compute of what is in orbit, were every unit new and as its design was published: no estimate of what it does. */
  readonly publishedPops: number;
}

export interface PublicView {
  readonly scenarioId: string;
  /** Turn being planned, 1…turnCount. */
  readonly turn: number;
  readonly stage: Stage;
  readonly turnCount: number;
  readonly year: number;
  readonly half: Half;
  readonly sides: BySide<PublicSide>;
  readonly bands: readonly BandView[];
  readonly beltRadPerDay: number;
  readonly agreements: readonly Pick<AgreementView, 'id' | 'machine' | 'untilTurn'>[];
  readonly crisis: CrisisRung;
  readonly tension: number;
  readonly race: SideView['race'];
  readonly raceLeader: Side | null;
  readonly outcome: Outcome | null;
}

const publishedPops = (game: Game, { designId, shellId, unitCount }: PublicGroup): number => {
  if (unitCount === 0) return 0;
  const asPublished = { designId, shellId, ageYears: 0, chipFactor: 1, hardeningLevel: 0 };
  const { grossPops, availabilityFrac } = unitPerformance(game, asPublished);
  return unitCount * grossPops * availabilityFrac;
};

const publicGroup = ({ id, architecture, shellId, designId, unitCount }: RivalGroupView): PublicGroup => ({
  id,
  architecture,
  shellId,
  designId,
  unitCount,
});

/** A side as the other sees it, less what only the other's intelligence tells. */
const publicSide = (game: Game, seen: RivalView): PublicSide => {
  const { side, standing, exportControlLevel, allies, lines, regions, centres, milestones } = seen;
  const groups = seen.groups.map(publicGroup);
  return {
    side,
    standing,
    exportControlLevel,
    allies,
    lines,
    regions,
    centres,
    milestones,
    groups,
    publishedPops: groups.reduce((total, group) => total + publishedPops(game, group), 0),
  };
};

export const publicView = (game: Game, state: GameState): PublicView => {
  const views = bySide((side) => viewFor(game, state, side));
  const { scenarioId, turn, stage, turnCount, year, half, bands, beltRadPerDay, agreements } = views.us;
  const { crisis, tension, race, raceLeader, outcome } = views.us;
  return {
    scenarioId,
    turn,
    stage,
    turnCount,
    year,
    half,
    sides: bySide((side) => publicSide(game, views[rivalOf(side)].rival)),
    bands,
    beltRadPerDay,
    agreements: agreements.map(({ id, machine, untilTurn }) => ({ id, machine, untilTurn })),
    crisis,
    tension,
    race,
    raceLeader,
    outcome,
  };
};

/** What happened in the turn that both sides were told, numbered afresh and without its working, which is theirs. */
export const publicNews = ({ events }: TurnResolution): readonly GameEvent[] =>
  events
    .filter(({ visibleTo }) => visibleTo.us && visibleTo.cn)
    .map((event, place) => ({ ...event, id: `${event.turn}.${place + 1}`, findingIds: [] }));
