/** What keeps service going: repairs, backups, stocks, knowledge; paid before the rest, within limits. */
import { STANDBY_TIERS } from '../ruleset/terms.ts';
import { KW_PER_MW } from '../units/convert.ts';
import type { Weights } from './doctrines.ts';
import type { Draft } from './draft.ts';
import { YES } from './politics.ts';

/** The most of what money is left that one of these may take. */
const PART_FRAC = 0.4;
const BACKUP_STEP_MW = 10;

const repairPlatforms = (draft: Draft): void => {
  for (const { id, machine, healthFrac } of draft.view.groups)
    if (machine === 'damaged' || machine === 'repairing')
      draft.placeFitted(
        { kind: 'repair', programmeId: id, healthFrac: 1 - healthFrac },
        draft.leftMusd * PART_FRAC,
        (affordableFrac) => ({ kind: 'repair', programmeId: id, healthFrac: (1 - healthFrac) * affordableFrac }),
      );
};

/** Backup for a share of what is in orbit, where the grid has most to spare. */
const buildBackups = (draft: Draft, { backupCover, backupTier }: Weights): void => {
  const { view, game } = draft;
  if (backupCover <= 0 || view.turn + game.ruleset.economy.centreLeadTurns >= view.turnCount) return;
  let backupMw = 0;
  let primaryMw = 0;
  let primaryPops = 0;
  for (const { role, powerMw, popsPerKw } of view.centres) {
    if (role === 'backup') backupMw += powerMw;
    else {
      primaryMw += powerMw;
      primaryPops += powerMw * KW_PER_MW * popsPerKw;
    }
  }
  for (const { kind, amount } of view.deliveries) if (kind === 'backupCentre') backupMw += amount;
  const wantedMw = primaryPops > 0 ? (backupCover * view.own.deliveredOrbitalPops * primaryMw) / primaryPops : 0;
  const missingMw = Math.ceil((wantedMw - backupMw) / BACKUP_STEP_MW) * BACKUP_STEP_MW;
  const tier = STANDBY_TIERS[Math.round(backupTier)];
  const [safest] = [...view.regions].sort(
    (a, b) => b.reserveMarginFrac - a.reserveMarginFrac || (a.id < b.id ? -1 : 1),
  );
  // A whole step for a first fraction of one would be more backup than there is to back up.
  if (missingMw <= 0 || wantedMw < BACKUP_STEP_MW / 2 || tier === undefined || safest === undefined) return;
  const orderFor = (powerMw: number) => ({ kind: 'buildBackup', regionId: safest.id, tier, powerMw }) as const;
  draft.placeFitted(orderFor(missingMw), draft.leftMusd * PART_FRAC, (affordableFrac) => {
    const powerMw = Math.floor((missingMw * affordableFrac) / BACKUP_STEP_MW) * BACKUP_STEP_MW;
    return powerMw > 0 ? orderFor(powerMw) : null;
  });
};

const fillStock = (draft: Draft, { mineralsStock }: Weights): void => {
  const { view, game } = draft;
  const missing = Math.ceil(mineralsStock - view.own.mineralsStock);
  const unitCount = Math.min(missing, game.ruleset.economy.minerals.stockpileLimitUnits);
  if (unitCount >= 1 && view.own.mineralsMachine !== 'embargoed') draft.place({ kind: 'stockpile', unitCount });
};

/** A part of what may be lent, while it is thanked for. */
const lendRelief = (draft: Draft): void => {
  const { limitFrac } = draft.game.ruleset.economy.relief;
  if (draft.view.disasterOn) draft.place({ kind: 'relief', shareFrac: limitFrac * PART_FRAC });
};

export const protect = (draft: Draft, weights: Weights): void => {
  lendRelief(draft);
  repairPlatforms(draft);
  if (weights.surveil >= YES) draft.place({ kind: 'surveil' });
  fillStock(draft, weights);
  buildBackups(draft, weights);
};
