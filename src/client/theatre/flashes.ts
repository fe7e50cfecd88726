/**
 * Moments of a turn that the picture shows, from the events a side may see. Events that have no place on the picture
 * (research, treasury, attribution…) are in the page's cards and leave nothing here.
 */
import type { GameEvent } from '../../engine/index.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import type { Flash, FlashKind } from './sceneTypes.ts';

type Spot = Pick<Flash, 'kind' | 'targetId' | 'altitudeKm'>;

const at = (kind: FlashKind | undefined, targetId: string | undefined): Spot | null =>
  kind === undefined || targetId === undefined ? null : { kind, targetId, altitudeKm: null };

const CAMPAIGN_KINDS: Readonly<Record<string, FlashKind>> = {
  'campaign.delivered': 'launch',
  'campaign.partlyDelivered': 'launch',
  'campaign.failed': 'launchFailure',
};
const GROUP_KINDS: Readonly<Record<string, FlashKind>> = {
  'group.debrisLoss': 'breakup',
  'platform.assembled': 'news',
};
const LINE_KINDS: Readonly<Record<string, FlashKind>> = {
  'line.grounded': 'launchFailure',
  'line.testFailed': 'launchFailure',
  'line.operational': 'launch',
  'line.returned': 'news',
};
const REGION_KINDS: Readonly<Record<string, FlashKind>> = {
  'region.rotatingOutages': 'outage',
  'region.voltageReduction': 'news',
  'region.backupGenerators': 'news',
  'region.loadManagement': 'news',
  'region.alert': 'news',
};
/** By how the operation came out: an interceptor that does not arrive is drawn as a launch that fails. */
const operationKind = (eventKind: string, family: string): FlashKind | undefined => {
  switch (eventKind) {
    case 'operation.reversibleEffect':
      return 'interference';
    case 'operation.damagedTarget':
    case 'operation.destroyedTarget':
      return 'attack';
    case 'operation.foiled':
    case 'operation.noEffect':
      return family === 'directAscent' || family === 'nuclear' ? 'launchFailure' : 'interference';
    default:
      return undefined;
  }
};

/** What happens to a group shows at the group, to a shell at its height. */
const operationInOrbit = ({ kind, values }: GameEvent, ruleset: Ruleset): Spot | null => {
  const [family, targetId] = [String(values['family']), String(values['targetId'])];
  const flash = operationKind(kind, family);
  const shell = ruleset.shells.find(({ id }) => id === targetId);
  if (flash === undefined || family === 'cyberGround' || family === 'sabotage') return null;
  return shell === undefined ? at(flash, targetId) : { kind: flash, targetId: null, altitudeKm: shell.altitudeKm };
};

/** What happens on the ground shows at its region: `pjm/primary` is in `pjm`. */
const operationOnGround = ({ kind, values }: GameEvent): Spot | null => {
  const [family, targetId] = [String(values['family']), String(values['targetId'])];
  const isGround = family === 'cyberGround' || family === 'sabotage';
  return isGround ? at(operationKind(kind, family), targetId.split('/')[0]) : null;
};

/** A happening that throws fragments shows at its altitude. */
const happening = (eventId: string, ruleset: Ruleset): Spot | null => {
  const effects = ruleset.events.events.find((candidate) => candidate.id === eventId)?.effects ?? [];
  const cloud = effects.find((effect) => effect.kind === 'fragments');
  return cloud === undefined ? null : { kind: 'breakup', targetId: null, altitudeKm: cloud.lowKm };
};

/** `3/starcloud/falcon-9`: programme and line last. */
const orbitSpot = (event: GameEvent, ruleset: Ruleset): Spot | null => {
  const [programmeId] = event.subject.id.split('/').slice(-2);
  switch (event.subject.kind) {
    case 'campaign':
      return at(CAMPAIGN_KINDS[event.kind], programmeId);
    case 'operation':
      return operationInOrbit(event, ruleset);
    case 'group':
      return at(GROUP_KINDS[event.kind], event.subject.id);
    case 'event':
      return happening(event.subject.id, ruleset);
    default:
      return null;
  }
};

const groundSpot = (event: GameEvent): Spot | null => {
  const lineId = event.subject.id.split('/').at(-1);
  switch (event.subject.kind) {
    case 'campaign':
      return at(CAMPAIGN_KINDS[event.kind], lineId);
    case 'line':
      return at(LINE_KINDS[event.kind], event.subject.id);
    case 'operation':
      return operationOnGround(event);
    case 'region':
      return at(REGION_KINDS[event.kind], event.subject.id);
    case 'centre':
      return at('news', event.subject.id);
    default:
      return null;
  }
};

/** At most one flash for a kind and place: ten failed flights are one picture. */
export const flashesOf = (
  events: readonly GameEvent[],
  mode: 'orbit' | 'ground',
  ruleset: Ruleset,
): readonly Flash[] => {
  const seen = new Set<string>();
  return events.flatMap((event) => {
    const spot = mode === 'orbit' ? orbitSpot(event, ruleset) : groundSpot(event);
    const key = spot === null ? '' : `${spot.kind} ${spot.targetId ?? spot.altitudeKm}`;
    if (spot === null || seen.has(key)) return [];
    seen.add(key);
    return [{ ...spot, id: event.id, side: event.side }];
  });
};
