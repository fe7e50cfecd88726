/** A side's view made by hand, with something of everything the theatre shows. */
import type { GameEvent, SideView } from '../../src/engine/index.ts';
import type { Ruleset, Side } from '../../src/ruleset/schema.ts';

type OwnGroup = SideView['groups'][number];
type OwnRegion = SideView['regions'][number];
type OwnCentre = SideView['centres'][number];
type OwnLine = SideView['lines'][number];

export const group = (
  id: string,
  owner: Side,
  shellId: string,
  unitCount: number,
  rest: Partial<OwnGroup> = {},
): OwnGroup => ({
  id,
  owner,
  architecture: 'constellation',
  shellId,
  designId: 'starcloud-2',
  spareFrac: 0,
  manoeuvreMPerS: 60,
  machine: 'nominal',
  cohorts: [{ designId: id, turnFlown: 0, unitCount, chipFactor: 1, unitMassKg: 500 }],
  hardeningLevel: 0,
  outageFrac: 0,
  healthFrac: 1,
  rampKg: 0,
  lostUnits: 0,
  lostHealthFrac: 0,
  powerKw: 10,
  grossPops: 2,
  deliveredPops: 1.5,
  previousDeliveredPops: 1.5,
  ...rest,
});

export const region = (
  id: string,
  owner: Side,
  reserveMarginFrac: number,
  rest: Partial<OwnRegion> = {},
): OwnRegion => ({
  id,
  owner,
  machine: 'normal',
  peakLoadMw: 150_000,
  newUnitCount: 0,
  storageMw: 0,
  transmissionMw: 0,
  permitsReformed: false,
  connectionPolicy: 'managed',
  demandResponseLevel: 0,
  marginMw: reserveMarginFrac * 150_000,
  reserveMarginFrac,
  loleHPerYear: 2,
  shedMw: 0,
  ...rest,
});

const centre = (id: string, owner: Side, regionId: string, powerMw: number, tier: OwnCentre['tier']): OwnCentre => ({
  id,
  owner,
  regionId,
  role: tier === null ? 'primary' : 'backup',
  tier,
  machine: tier === null ? 'primary' : `${tier}Standby`,
  powerMw,
  popsPerKw: 0.5,
  isKnown: true,
  deliveredPops: 1000,
  recoveredPops: 0,
});

const line = (owner: Side, vehicleId: string, machine: OwnLine['machine'], flownFlights: number): OwnLine => ({
  id: vehicleId,
  owner,
  vehicleId,
  machine,
  cadencePerTurn: 10,
  flownFlights,
  flownMassT: 100,
  groundedUntilTurn: 0,
  developmentMusd: 0,
});

const estimate = (value: number): { value: number; low: number; high: number } => ({
  value,
  low: value * 0.7,
  high: value * 1.4,
});

/** Only what the theatre reads is filled in; the rest of a view is not needed for a picture. */
export const fixtureView = (ruleset: Ruleset, changes: Partial<SideView> = {}): SideView => {
  const view: Partial<SideView> = {
    side: 'us',
    scenarioId: 'dawn-2026',
    turn: 8,
    turnCount: 20,
    year: 2029,
    half: 2,
    groups: [
      group('starcloud', 'us', 'dawn-650', 240),
      group('starlink-compute', 'us', 'low-550', 900),
      group('planet-eo', 'us', 'sso-500', 40, { architecture: 'edge' }),
      group('suncatcher', 'us', 'dawn-650', 81, { architecture: 'cluster' }),
      group('orbital-compute-station', 'us', 'dawn-750', 12, { architecture: 'platform', machine: 'operating' }),
    ],
    regions: [region('pjm', 'us', -0.02, { machine: 'rotatingOutages', shedMw: 3200 }), region('texas', 'us', 0.13)],
    centres: [
      centre('us/pjm/primary', 'us', 'pjm', 6200, null),
      centre('us/pjm/warm', 'us', 'pjm', 900, 'warm'),
      centre('us/texas/primary', 'us', 'texas', 3400, null),
      centre('us/texas/hot', 'us', 'texas', 1200, 'hot'),
    ],
    lines: [line('us', 'falcon-9', 'operational', 700), line('us', 'starship', 'inDevelopment', 12)],
    rival: {
      side: 'cn',
      allies: 0.5,
      standing: 55,
      exportControlLevel: 1,
      centres: [{ id: 'inner-mongolia/primary', regionId: 'inner-mongolia', role: 'primary' }],
      groups: [
        {
          id: 'three-body',
          architecture: 'edge',
          shellId: 'sso-500',
          designId: 'starcloud-2',
          unitCount: 36,
          powerKw: estimate(40),
          deliveredPops: estimate(20),
        },
        {
          id: 'three-body-compute',
          architecture: 'constellation',
          shellId: 'low-550',
          designId: 'starcloud-2',
          unitCount: 300,
          powerKw: estimate(900),
          deliveredPops: estimate(300),
        },
        {
          id: 'beijing-dawn-dusk',
          architecture: 'platform',
          shellId: 'dawn-750',
          designId: 'starcloud-2',
          unitCount: 40,
          powerKw: estimate(4000),
          deliveredPops: estimate(1000),
        },
      ],
      lines: [
        { id: 'long-march-2d', vehicleId: 'long-march-2d', machine: 'operational', flownFlights: 90 },
        { id: 'long-march-12a', vehicleId: 'long-march-12a', machine: 'grounded', flownFlights: 4 },
        { id: 'long-march-6a', vehicleId: 'long-march-6a', machine: 'operational', flownFlights: 20 },
        { id: 'long-march-8a', vehicleId: 'long-march-8a', machine: 'operational', flownFlights: 9 },
        { id: 'long-march-9', vehicleId: 'long-march-9', machine: 'inDevelopment', flownFlights: 0 },
      ],
      regions: [{ id: 'inner-mongolia', machine: 'alert' }],
      backups: [],
      groundPowerMw: estimate(5000),
      groundPops: estimate(2000),
      deliveredPops: estimate(3000),
      points: estimate(20),
      milestones: [],
    },
    bands: ruleset.environment.bands.map((band) => ({
      lowKm: band.lowKm,
      highKm: band.highKm,
      densityPerKm3: band.densityPerKm3,
      fragmentCount: band.lowKm === 500 ? 400 : 0,
      usedFrac: band.densityPerKm3 / ruleset.environment.unusableDensityPerKm3,
    })),
    ...changes,
  };
  return view as SideView;
};

export const event = (kind: string, subject: GameEvent['subject'], side: Side | null = 'us'): GameEvent => ({
  id: `8.launch.${kind}.${subject.id}`,
  turn: 8,
  phase: 'launch',
  kind,
  subject,
  side,
  values: {},
  findingIds: [],
  visibleTo: { us: true, cn: true },
  weight: 2,
});

export const fixtureEvents: readonly GameEvent[] = [
  event('campaign.delivered', { kind: 'campaign', id: '8/starcloud/falcon-9' }),
  event('campaign.failed', { kind: 'campaign', id: '8/three-body/long-march-2d' }, 'cn'),
  {
    ...event('operation.destroyedTarget', { kind: 'operation', id: 'cn/8/directAscent/beijing-dawn-dusk' }),
    values: { family: 'directAscent', targetId: 'beijing-dawn-dusk' },
  },
  {
    ...event('operation.reversibleEffect', { kind: 'operation', id: 'us/8/jam/planet-eo' }, 'cn'),
    values: { family: 'jam', targetId: 'planet-eo' },
  },
  event('region.rotatingOutages', { kind: 'region', id: 'pjm' }),
  event('event.happened', { kind: 'event', id: 'upper-stage-break-up' }, null),
];
