/**
 * The debrief of a hosted session for those who have no desk in it: the white cell and whoever looks on. What is told
 * comes from the record that was revealed; the desk that the screens want is the first of the opening position.
 */
import { SIDES, startState, viewFor } from '../../engine/index.ts';
import type { Authority } from './authority.ts';
import { endPlayUnder, loadRoom, playUnder, reportCrash, showGame } from './client.ts';
import { hosted } from './hosted.ts';
import { revealed } from './hostedTable.ts';
import { NO_SHORTFALL } from './planning.ts';
import { OWN_RIGHTS } from './session.ts';

const nothing = (): void => undefined;
/** Nobody orders anything at it. */
const authority: Authority = {
  ...revealed,
  change: nothing,
  undo: nothing,
  redo: nothing,
  seal: () => Promise.resolve(),
};

/** Opens it over the session; gives what closes it. */
export const openHostedDebrief = (): (() => void) => {
  let isGone = false;
  const open = async (): Promise<void> => {
    const { game, reveal, welcome } = hosted.get();
    if (game === null || reveal === null) return;
    const [room] = await Promise.all([loadRoom(), playUnder(authority)]);
    if (isGone) return;
    const { seed } = reveal.record;
    const [side] = SIDES;
    const view = viewFor(game, startState(game, seed), side);
    showGame({
      gameId: `session.${welcome?.code ?? ''}`,
      screen: 'debrief',
      session: {
        side,
        view,
        pages: [],
        plan: [],
        standing: [],
        shortfall: NO_SHORTFALL,
        draft: { orders: [], past: [], future: [] },
        rights: { ...OWN_RIGHTS, seats: [], isOurs: false },
        setup: { scenarioId: game.scenario.id, packId: game.packId, side, opponent: 'balancer', seed },
        rules: room.ruleset,
        game,
        replaced: room.replacedNumbers(room.ruleset, game.packId),
      },
    });
  };
  open().catch(reportCrash);
  return () => {
    isGone = true;
    endPlayUnder();
  };
};
