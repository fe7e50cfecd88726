/**
 * The facts of the thing selected, as rows for the inspector: name, value and unit, range where it is
 * an estimate, and what opens when the number is pressed.
 */
import type { Estimate, Subject } from '../../../engine/index.ts';
import type { Side } from '../../../ruleset/schema.ts';
import type { Session } from '../../store/session.ts';
import type { WorkingTarget } from '../../store/client.ts';
import { findingOf, ruleOf } from './findingOf.ts';
import { type Selection, unitCountOf } from './selection.ts';

export interface Fact {
  /** Key under `figure.`. */
  readonly name: string;
  readonly value: number | { readonly word: string } | Estimate;
  readonly unit: string;
  readonly target: WorkingTarget | null;
}

export const isEstimate = (value: Fact['value']): value is Estimate => typeof value === 'object' && 'low' in value;

const number = (name: string, value: number, unit: string, target: WorkingTarget | null = null): Fact => ({
  name,
  value,
  unit,
  target,
});
const word = (name: string, key: string): Fact => ({ name, value: { word: key }, unit: '', target: null });
const guess = (name: string, value: Estimate, unit: string): Fact => ({ name, value, unit, target: null });

type Of<K extends Selection['kind']> = Extract<Selection, { kind: K }>;

const groupFacts = (session: Session, { item }: Of<'group'>): readonly Fact[] => {
  const about: Subject = { kind: 'group', id: item.id };
  const find = (...names: string[]) => findingOf(session.pages, about, names);
  const facts: Fact[] = [
    word('architecture', `architecture.${item.architecture}`),
    word('shell', `shell.${item.shellId}.name`),
    number(item.architecture === 'platform' ? 'moduleCount' : 'unitCount', unitCountOf(item), ''),
    number('powerKw', item.powerKw, 'kW', find('powerKw', 'groupPower')),
    number('grossPops', item.grossPops, 'POPS', find('grossPops')),
    number('deliveredPops', item.deliveredPops, 'POPS', find('deliveredPops')),
    number('hardeningLevel', item.hardeningLevel, 'level', null),
    number('outageFrac', item.outageFrac, '1', find('outageFrac')),
    number('rampKg', item.rampKg, 'kg', ruleOf(session.game.ruleset.provenance, 'economy.rampFactor')),
  ];
  return item.architecture === 'platform'
    ? [...facts, number('healthFrac', item.healthFrac, '1', find('healthFrac', 'damageFrac'))]
    : facts;
};

/** Of a variant's design the numbers are chosen and worked out, not the rules'. */
const designFacts = ({ game }: Session, designId: string): readonly Fact[] => {
  const design = game.design(designId);
  const names = [
    ['massKg', 'kg'],
    ['unitCostMusd', 'MUSD'],
    ['arrayAreaM2', 'm2'],
    ['radiatorAreaM2', 'm2'],
    ['radiatorTempK', 'K'],
    ['chipCount', 'chips'],
    ['shieldingMmAl', 'mm'],
    ['lifeYears', 'yr'],
  ] as const;
  return names.map(([name, unit]) =>
    number(name, design[name], unit, ruleOf(game.ruleset.provenance, `satellites.${design.id}.${name}`)),
  );
};

const lineFacts = (session: Session, { item }: Of<'line'>): readonly Fact[] => {
  const { ruleset } = session.game;
  const vehicle = ruleset.vehicles.find(({ id }) => id === item.vehicleId);
  const rule = (name: string) => ruleOf(ruleset.provenance, `vehicles.${item.vehicleId}.${name}`);
  return [
    number('cadencePerTurn', item.cadencePerTurn, 'flights'),
    number('flownFlights', item.flownFlights, 'flights'),
    number('flownMassT', item.flownMassT, 't'),
    number('payloadKg', vehicle?.payloadKg ?? 0, 'kg', rule('payloadKg')),
    number('startPriceUsdPerKg', vehicle?.startPriceUsdPerKg ?? 0, 'USD/kg', rule('startPriceUsdPerKg')),
    number('floorPriceUsdPerKg', vehicle?.floorPriceUsdPerKg ?? 0, 'USD/kg', rule('floorPriceUsdPerKg')),
    number('firstFlightsSuccessProb', vehicle?.firstFlightsSuccessProb ?? 0, '1', rule('firstFlightsSuccessProb')),
    number('matureSuccessProb', vehicle?.matureSuccessProb ?? 0, '1', rule('matureSuccessProb')),
    number('developmentMusd', item.developmentMusd, 'MUSD'),
  ];
};

const regionFacts = (session: Session, { item }: Of<'region'>): readonly Fact[] => {
  const find = (...names: string[]) => findingOf(session.pages, { kind: 'region', id: item.id }, names);
  return [
    number('peakLoadMw', item.peakLoadMw, 'MW', find('peakLoadMw', 'loadMw')),
    number('storageMw', item.storageMw, 'MW', find('storageFirmMw')),
    number('transmissionMw', item.transmissionMw, 'MW', find('importMw')),
    number('marginMw', item.marginMw, 'MW', find('marginMw')),
    number('reserveMarginFrac', item.reserveMarginFrac, '1', find('reserveMarginFrac', 'marginMw')),
    number('loleHPerYear', item.loleHPerYear, 'h/yr', find('loleHPerYear', 'loleH')),
    number('shedMw', item.shedMw, 'MW', find('shedMw')),
    word('connectionPolicy', `policy.${item.connectionPolicy}`),
    number('demandResponseLevel', item.demandResponseLevel, 'level'),
  ];
};

const centreFacts = (session: Session, { item }: Of<'centre'>): readonly Fact[] => {
  const find = (...names: string[]) => findingOf(session.pages, { kind: 'centre', id: item.id }, names);
  const tier = item.tier === null ? [] : [word('tier', `tier.${item.tier}`)];
  return [
    word('region', `region.${item.regionId}.name`),
    ...tier,
    number('powerMw', item.powerMw, 'MW', find('powerMw')),
    number('popsPerKw', item.popsPerKw, 'POPS/kW', find('popsPerKw')),
    number('deliveredPops', item.deliveredPops, 'POPS', find('deliveredPops')),
    number('recoveredPops', item.recoveredPops, 'POPS', find('recoveredPops')),
  ];
};

const mineralFacts = (session: Session): readonly Fact[] => {
  const { own, side } = session.view;
  const find = (...names: string[]) => findingOf(session.pages, { kind: 'side', id: side }, names);
  return [
    number('mineralsOre', own.mineralsOre, 'units'),
    number('mineralsRefining', own.mineralsRefining, 'units', find('refinedUnits')),
    number('mineralsStock', own.mineralsStock, 'units', find('mineralsStock', 'stockUnits')),
    number('mineralsFillFrac', own.mineralsFillFrac, '1', find('fillFrac', 'mineralsFillFrac')),
    number('chipSupplyMw', own.chipSupplyMw, 'MW'),
    number('exportControlLevel', own.exportControlLevel, 'level'),
    number('rivalExportControlLevel', session.view.rival.exportControlLevel, 'level'),
  ];
};

const relationFacts = (session: Session): readonly Fact[] => {
  const { view, pages } = session;
  return [
    number('tension', view.tension, 'points', findingOf(pages, { kind: 'crisis', id: 'ladder' }, ['tension'])),
    number(
      'standing',
      view.own.standing,
      'points',
      findingOf(pages, { kind: 'side', id: view.side }, ['standing', 'earthObservation']),
    ),
    number('rivalStanding', view.rival.standing, 'points'),
    number('allies', view.own.allies, '1', findingOf(pages, { kind: 'side', id: view.side }, ['allies'])),
    number('rivalAllies', view.rival.allies, '1'),
    number('marketFactor', view.marketFactor, '1', findingOf(pages, { kind: 'world', id: 'market' }, ['marketFactor'])),
    word('posture', `posture.${view.own.posture}`),
  ];
};

export const factsOf = (session: Session, selection: Selection): readonly Fact[] => {
  switch (selection.kind) {
    case 'group':
      return groupFacts(session, selection);
    case 'line':
      return lineFacts(session, selection);
    case 'region':
      return regionFacts(session, selection);
    case 'centre':
      return centreFacts(session, selection);
    case 'minerals':
      return mineralFacts(session);
    case 'relations':
      return relationFacts(session);
    case 'rivalGroup':
      return [
        word('architecture', `architecture.${selection.item.architecture}`),
        word('shell', `shell.${selection.item.shellId}.name`),
        number('unitCount', selection.item.unitCount, ''),
        guess('powerKw', selection.item.powerKw, 'kW'),
        guess('deliveredPops', selection.item.deliveredPops, 'POPS'),
      ];
    case 'rivalLine':
      return [number('flownFlights', selection.item.flownFlights, 'flights')];
    case 'rivalRegion':
      return [];
  }
};

export const designFactsOf = (session: Session, selection: Selection): readonly Fact[] =>
  selection.kind === 'group' || selection.kind === 'rivalGroup' ? designFacts(session, selection.item.designId) : [];

export const sideOf = (session: Session, selection: Selection): Side | null => {
  if (selection.kind.startsWith('rival')) return session.view.rival.side;
  return selection.kind === 'relations' ? null : session.view.side;
};
