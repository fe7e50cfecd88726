/**
 * Moments of a turn that the picture shows: taken from the events a side may see, by subject and by the last word of
 * the event's kind, so that a new event of a known subject still shows as something.
 */
import type { GameEvent } from '../../engine/index.ts';
import type { Flash, FlashKind } from './sceneTypes.ts';

/** `us/3/starcloud/falcon-9` → programme and line; `us/5/jam/three-body` → family and target. */
const partsOf = (id: string): readonly string[] => id.split('/');

const FAILED = /fail|lost|explo|destroy/i;
const ATTACK_FAMILY = 'directAscent';

const orbitFlash = (event: GameEvent): Omit<Flash, 'id' | 'side'> | null => {
  const parts = partsOf(event.subject.id);
  switch (event.subject.kind) {
    case 'campaign': {
      const kind: FlashKind = FAILED.test(event.kind) ? 'launchFailure' : 'launch';
      return { kind, targetId: parts[2] ?? null, altitudeKm: null };
    }
    case 'operation': {
      const kind: FlashKind = parts[2] === ATTACK_FAMILY ? 'attack' : 'interference';
      return { kind, targetId: parts[3] ?? null, altitudeKm: null };
    }
    case 'band': {
      const altitudeKm = Number.parseFloat(event.subject.id);
      return { kind: 'breakup', targetId: null, altitudeKm: Number.isFinite(altitudeKm) ? altitudeKm : null };
    }
    case 'group':
      return { kind: FAILED.test(event.kind) ? 'breakup' : 'news', targetId: event.subject.id, altitudeKm: null };
    default:
      return null;
  }
};

const groundFlash = (event: GameEvent): Omit<Flash, 'id' | 'side'> | null => {
  const parts = partsOf(event.subject.id);
  switch (event.subject.kind) {
    case 'campaign': {
      const kind: FlashKind = FAILED.test(event.kind) ? 'launchFailure' : 'launch';
      return { kind, targetId: `${parts[0]}/${parts[3]}`, altitudeKm: null };
    }
    case 'line':
      return {
        kind: /ground/i.test(event.kind) ? 'launchFailure' : 'news',
        targetId: event.subject.id,
        altitudeKm: null,
      };
    case 'region':
      return {
        kind: /shed|outage/i.test(event.kind) ? 'outage' : 'news',
        targetId: event.subject.id,
        altitudeKm: null,
      };
    case 'centre':
      return { kind: 'news', targetId: event.subject.id, altitudeKm: null };
    default:
      return null;
  }
};

/** At most one flash for a kind and place: ten failed flights are one picture. */
export const flashesOf = (events: readonly GameEvent[], mode: 'orbit' | 'ground'): readonly Flash[] => {
  const seen = new Set<string>();
  return events.flatMap((event) => {
    const flash = mode === 'orbit' ? orbitFlash(event) : groundFlash(event);
    if (flash === null) return [];
    const key = `${flash.kind} ${flash.targetId ?? flash.altitudeKm ?? event.id}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ ...flash, id: event.id, side: event.side }];
  });
};
