/**
 * Expected against happened: what an order was said to cost and do when it was sealed, beside what the half-year made of
 * it, from the side's own views and events. Where several things move one number, what the order did of it is not
 * claimed: such a line has no second number.
 */
import type {
  Cost,
  GameEvent,
  Order,
  OrderKind,
  OrderOf,
  Preview,
  PreviewEffect,
  SideView,
} from '../../../engine/index.ts';
import type { TurnPage } from '../../store/session.ts';
import { answersTo } from './answers.ts';

export interface ComparedEffect {
  readonly effect: PreviewEffect;
  /** What came of it; 1 or 0 for a chance that came true or did not; null where nobody can tell. */
  readonly happened: number | null;
}

export const VERDICTS = [
  'asExpected',
  'more',
  'less',
  'cameTrue',
  'didNot',
  'underWay',
  'lapsed',
  'carriedOut',
] as const;
/** In a word; of an order whose effects nobody can tell apart only that it was carried out. */
export type Verdict = (typeof VERDICTS)[number];

export interface ComparedOrder {
  readonly order: Order;
  readonly expected: Preview;
  readonly paid: Cost;
  /** Turn in which what was started will be there; null for what takes effect at once. */
  readonly dueTurn: number | null;
  readonly effects: readonly ComparedEffect[];
  readonly events: readonly GameEvent[];
  readonly verdict: Verdict;
}

interface Told {
  readonly page: TurnPage;
  readonly events: readonly GameEvent[];
}

type Reader<K extends OrderKind> = (order: OrderOf<K>, told: Told) => number | null;
type Readers = { readonly [K in OrderKind]?: Readonly<Record<string, Reader<K>>> };

const numberIn = ({ events }: Told, name: string): number | null => {
  for (const { values } of events) {
    const value = values[name];
    if (typeof value === 'number') return value;
  }
  return null;
};
const told = ({ events }: Told, ...kinds: readonly string[]): boolean =>
  events.some(({ kind }) => kinds.includes(kind));
const asNumber = (yes: boolean): number => (yes ? 1 : 0);
const groupIn = (view: SideView, id: string) => view.groups.find((group) => group.id === id);
const change = ({ page: { before, after } }: Told, of: (view: SideView) => number | undefined): number | null => {
  const [was, is] = [of(before), of(after)];
  return was === undefined || is === undefined ? null : is - was;
};
const campaignOf = ({ page, events }: Told) =>
  page.after.campaigns.find(({ id }) => events.some(({ subject }) => subject.id === id));
const unitsOf = (view: SideView, id: string): number =>
  (groupIn(view, id)?.cohorts ?? []).reduce((total, { unitCount }) => total + unitCount, 0);

/** Ends of an operation that did to its target what it should. */
const EFFECTS = ['operation.reversibleEffect', 'operation.damagedTarget', 'operation.destroyedTarget'];
const hasHit = (seen: Told): number | null => (seen.events.length === 0 ? null : asNumber(told(seen, ...EFFECTS)));
const ofOperation =
  (name: string) =>
  (_order: Order, seen: Told): number | null =>
    seen.events.length === 0 ? null : told(seen, ...EFFECTS) ? numberIn(seen, name) : 0;
const interference = {
  successProb: (_order: Order, seen: Told) => hasHit(seen),
  hitProb: (_order: Order, seen: Told) => hasHit(seen),
  outageFrac: ofOperation('outageFrac'),
  capacityOutageFrac: ofOperation('outageFrac'),
  hits: ofOperation('hits'),
  fragments: ofOperation('fragments'),
};
/** A part of what a deployment costs: of units that could not be started, nothing is paid. */
const partPaid =
  (name: string): Reader<'deploy'> =>
  (order, seen) => {
    const { page } = seen;
    const campaign = campaignOf(seen);
    const said = page.expected[page.orders.indexOf(order)]?.effects.find((effect) => effect.name === name)?.value;
    return campaign === undefined || said === undefined ? null : (said * campaign.unitCount) / order.unitCount;
  };
/** Of centres, minerals let so much be started. */
const startedFrac = ({ page }: Told): number => page.after.own.mineralsFillFrac;

const READERS: Readers = {
  research: { levelGained: ({ track }, seen) => change(seen, ({ own }) => own.tech[track]) },
  developLine: {
    firstFlightProb: (_order, seen) => (told(seen, 'line.operational') ? 1 : told(seen, 'line.testFailed') ? 0 : null),
  },
  expandLine: {
    flightsPerTurn: ({ lineId }, seen) =>
      change(seen, ({ lines }) => lines.find(({ id }) => id === lineId)?.cadencePerTurn),
  },
  deploy: {
    unitCount: (_order, seen) => campaignOf(seen)?.deliveredUnitCount ?? null,
    flightCount: (_order, seen) => campaignOf(seen)?.flightCount ?? null,
    flightSuccessProb: (_order, seen) => {
      const { flightCount = 0, failedFlightCount = 0 } = campaignOf(seen) ?? {};
      return flightCount > 0 ? 1 - failedFlightCount / flightCount : null;
    },
    massKg: (_order, seen) => {
      const campaign = campaignOf(seen);
      return campaign === undefined ? null : campaign.unitCount * campaign.unitMassKg;
    },
    launchMusd: partPaid('launchMusd'),
    hardwareMusd: partPaid('hardwareMusd'),
    premiumMusd: partPaid('premiumMusd'),
  },
  harden: {
    hardeningLevel: ({ programmeId }, seen) => change(seen, (view) => groupIn(view, programmeId)?.hardeningLevel),
  },
  repair: { healthFrac: ({ programmeId }, seen) => change(seen, (view) => groupIn(view, programmeId)?.healthFrac) },
  evade: { manoeuvreMPerS: ({ programmeId }, { page }) => groupIn(page.after, programmeId)?.manoeuvreMPerS ?? null },
  clean: {
    fragmentsAfter: ({ bandId }, { page }) =>
      page.after.bands.find(({ lowKm }) => `${lowKm}` === bandId)?.fragmentCount ?? null,
  },
  setDesign: {
    unitMassKg: (_order, seen) => numberIn(seen, 'unitMassKg'),
    spareFrac: ({ programmeId }, { page }) => groupIn(page.after, programmeId)?.spareFrac ?? null,
  },
  setArchitecture: { disposedUnitCount: (_order, seen) => numberIn(seen, 'disposed') },
  deorbit: { unitsLeft: ({ programmeId }, { page }) => unitsOf(page.after, programmeId) },
  buildCentre: {
    powerMw: ({ powerMw }, seen) => powerMw * startedFrac(seen),
  },
  permitReform: {
    gridLeadTurns: (_order, seen) => numberIn(seen, 'leadTurns'),
    gridLimitMw: (_order, seen) => numberIn(seen, 'limitMw'),
  },
  setWorkload: {
    earthObservationFrac: (_order, { page }) => page.after.own.workload.earthObservation,
    inferenceFrac: (_order, { page }) => page.after.own.workload.inference,
    trainingFrac: (_order, { page }) => page.after.own.workload.training,
  },
  relief: { standing: (_order, seen) => numberIn(seen, 'standing') },
  stockpile: { mineralsStock: (_order, { page }) => page.after.own.mineralsStock },
  offer: { metByRival: (_order, seen) => asNumber(told(seen, 'agreement.entered')) },
  investigate: {
    attributionProb: (_order, seen) =>
      told(seen, 'operation.solved') ? 1 : told(seen, 'operation.unsolved') ? 0 : null,
  },
  jam: interference,
  dazzle: interference,
  cyber: interference,
  intrude: interference,
  sabotage: interference,
  attackCoOrbital: interference,
  strike: interference,
};

/** Kinds that start something which is there only later. */
const STARTS: readonly OrderKind[] = [
  'buildGrid',
  'buildCentre',
  'buildBackup',
  'refine',
  'mine',
  'chipPlant',
  'greenland',
];

const readersOf = (kind: OrderKind) => READERS[kind] as Readonly<Record<string, Reader<OrderKind>>> | undefined;

/** What of the cost was paid: less was started than ordered, or what it was aimed at was gone. */
const paidFor = (order: Order, { cost }: Preview, seen: Told): Cost => {
  const scaled = (frac: number): Cost => ({ ...cost, fundsMusd: cost.fundsMusd * frac });
  if (order.kind === 'deploy') return scaled((campaignOf(seen)?.unitCount ?? 0) / order.unitCount);
  if (order.kind === 'buildCentre' || order.kind === 'buildBackup') return scaled(startedFrac(seen));
  const lapsed = seen.events.find(({ kind }) => kind === 'operation.lapsed');
  if (lapsed === undefined) return cost;
  const refund = (name: string): number => numberIn({ ...seen, events: [lapsed] }, name) ?? 0;
  return {
    fundsMusd: cost.fundsMusd - refund('fundsMusd'),
    politicalCapital: cost.politicalCapital - refund('politicalCapital'),
  };
};

const TOLERANCE_FRAC = 0.01;
/** A chance, told by whether it came true; a share of flights is a number like any other. */
export const isOdds = ({ name }: PreviewEffect): boolean =>
  name === 'metByRival' || (name.endsWith('Prob') && name !== 'flightSuccessProb');

const verdictOn = ({ effects, dueTurn, events }: Pick<ComparedOrder, 'effects' | 'dueTurn' | 'events'>): Verdict => {
  if (events.some(({ kind }) => kind === 'operation.lapsed' || kind === 'campaign.scrubbed')) return 'lapsed';
  const known = effects.find(({ happened }) => happened !== null);
  if (known === undefined || known.happened === null) return dueTurn === null ? 'carriedOut' : 'underWay';
  const { effect, happened } = known;
  if (isOdds(effect)) return happened > 0 ? 'cameTrue' : 'didNot';
  const slack = TOLERANCE_FRAC * Math.max(1, Math.abs(effect.value));
  if (happened < effect.value - slack) return 'less';
  if (happened > effect.value + slack) return 'more';
  return dueTurn === null ? 'asExpected' : 'underWay';
};

const compare = (order: Order, expected: Preview, page: TurnPage): ComparedOrder => {
  const events = answersTo(order, page.report.events, page.before.side);
  const seen: Told = { page, events };
  const readers = readersOf(order.kind);
  const effects = expected.effects.map((effect): ComparedEffect => {
    const read = readers?.[effect.name];
    return { effect, happened: read === undefined ? null : read(order as OrderOf<OrderKind>, seen) };
  });
  const starts = STARTS.includes(order.kind) && expected.leadTurns > 0;
  const dueTurn = starts ? page.turn + expected.leadTurns : null;
  return {
    order,
    expected,
    paid: paidFor(order, expected, seen),
    dueTurn,
    effects,
    events,
    verdict: verdictOn({ effects, dueTurn, events }),
  };
};

/** Each order of a half-year, as expected and as it happened. */
export const compareOrders = (page: TurnPage): readonly ComparedOrder[] =>
  page.orders.flatMap((order, place) => {
    const expected = page.expected[place];
    return expected === undefined ? [] : [compare(order, expected, page)];
  });

/** What an earlier order started and what the half-year brought of it. */
export interface Arrival {
  readonly order: Order;
  readonly expected: Preview;
  /** The half-year in which it was ordered. */
  readonly ordered: TurnPage;
  readonly events: readonly GameEvent[];
}

const ARRIVES: Readonly<Partial<Record<OrderKind, readonly string[]>>> = {
  buildGrid: ['delivery.gridCapacity', 'delivery.gridStorage', 'delivery.gridTransmission'],
  buildCentre: ['delivery.primaryCentre'],
  buildBackup: ['delivery.backupCentre'],
  refine: ['delivery.refining'],
  mine: ['delivery.ore'],
  greenland: ['delivery.ore'],
  chipPlant: ['delivery.chipPlant'],
};

const GRID_DELIVERY: Readonly<Record<OrderOf<'buildGrid'>['asset'], string>> = {
  generation: 'delivery.gridCapacity',
  storage: 'delivery.gridStorage',
  transmission: 'delivery.gridTransmission',
};

const isArrivalOf = (order: Order, event: GameEvent): boolean => {
  if (!(ARRIVES[order.kind] ?? []).includes(event.kind)) return false;
  if (order.kind === 'buildGrid' && event.kind !== GRID_DELIVERY[order.asset]) return false;
  return !('regionId' in order) || event.subject.id === order.regionId;
};

/** Orders of earlier half-years that came due in the last one. */
export const arrivalsIn = (pages: readonly TurnPage[]): readonly Arrival[] => {
  const last = pages.at(-1);
  if (last === undefined || last.before.stage !== 'turn') return [];
  return pages.slice(0, -1).flatMap((ordered) =>
    compareOrders(ordered)
      .filter(({ dueTurn }) => dueTurn === last.turn)
      .map(({ order, expected }) => ({
        order,
        expected,
        ordered,
        events: last.report.events.filter((event) => isArrivalOf(order, event)),
      })),
  );
};
