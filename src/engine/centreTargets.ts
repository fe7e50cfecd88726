/**
 * Data centres as the other side can name them. Buildings are seen and announced: that a region has a
 * primary centre, or backups once they are built, is public. Their tier, power and ids are not, so a
 * target is all centres of one role in a region: `pjm/primary`, `pjm/backup`.
 */
import type { GroundCentre } from './state.ts';

type Sited = Pick<GroundCentre, 'regionId' | 'role' | 'machine'>;

export const centreTargetId = ({ regionId, role }: Pick<Sited, 'regionId' | 'role'>): string => `${regionId}/${role}`;

export const isBuilt = ({ machine }: Pick<Sited, 'machine'>): boolean => machine !== 'building';

export const isTarget = (centre: Sited, targetId: string): boolean =>
  isBuilt(centre) && centreTargetId(centre) === targetId;
