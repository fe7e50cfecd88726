/**
 * The debrief on the page, and the games that are played again for it in a worker of their own. The debrief comes from
 * the host, which gives it only of a game that has ended.
 */
import { type Remote, proxy, wrap } from 'comlink';
import type { Why } from '../../bots/index.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import type { Side } from '../../ruleset/terms.ts';
import type { Debrief, RerunPair, RerunRequest, Round } from '../../study/index.ts';
import type { PlayReruns } from '../workers/rerunWorker.ts';
import { authority, client, reportCrash } from './client.ts';
import { makeStore } from './externalStore.ts';

export interface DebriefState {
  /** Of which kept game it is; another game has another debrief. */
  readonly gameId: string | null;
  readonly debrief: Debrief | null;
  readonly rerun: RerunState | null;
}

export interface RerunState {
  readonly request: RerunRequest;
  readonly pairs: readonly RerunPair[];
  readonly isRunning: boolean;
}

export const debriefStore = makeStore<DebriefState>({ gameId: null, debrief: null, rerun: null });

/** Fetches the debrief of the game that is open; nothing happens where it is here already. */
export const loadDebrief = async (): Promise<void> => {
  const { gameId } = client.get();
  if (gameId === debriefStore.get().gameId) return;
  cancelReruns();
  debriefStore.set({ gameId, debrief: null, rerun: null });
  try {
    const told = await authority().debrief();
    if (!told.ok) throw new Error(`no debrief: ${told.error[0]?.code ?? ''}`);
    if (client.get().gameId === gameId) debriefStore.set({ ...debriefStore.get(), debrief: told.value });
  } catch (error) {
    debriefStore.set({ gameId: null, debrief: null, rerun: null });
    reportCrash(error);
  }
};

/** Why a side's bot ordered what it did for a half-year. */
export const loadWhy = async (side: Side, at: Round): Promise<Why> => {
  const told = await authority().why(side, at);
  if (!told.ok) throw new Error(`no why: ${told.error[0]?.code ?? ''}`);
  return told.value;
};

/** The game with its findings and events, as a file's text. */
export const workedFile = async (): Promise<string> => {
  const file = await authority().workedFile();
  if (!file.ok) throw new Error(`no file: ${file.error[0]?.code ?? ''}`);
  return file.value.text;
};

let worker: Worker | null = null;

const endWorker = (): void => {
  worker?.terminate();
  worker = null;
};

const changeRerun = (change: (rerun: RerunState) => RerunState): void => {
  const { rerun, ...rest } = debriefStore.get();
  if (rerun !== null) debriefStore.set({ ...rest, rerun: change(rerun) });
};

/** Stops playing; what has been played stays. */
export const cancelReruns = (): void => {
  endWorker();
  changeRerun((rerun) => ({ ...rerun, isRunning: false }));
};

/** Plays the game again as asked, in place of what was being played. */
export const startReruns = async (rules: Ruleset, request: RerunRequest): Promise<void> => {
  endWorker();
  const own = new Worker(new URL('../workers/rerunWorker.ts', import.meta.url), { type: 'module' });
  worker = own;
  const isCurrent = (): boolean => worker === own;
  debriefStore.set({ ...debriefStore.get(), rerun: { request, pairs: [], isRunning: true } });
  const onPair = async (pair: RerunPair): Promise<void> => {
    if (isCurrent()) changeRerun((rerun) => ({ ...rerun, pairs: [...rerun.pairs, pair] }));
  };
  const fail = (error: unknown): void => {
    if (!isCurrent()) return;
    cancelReruns();
    reportCrash(error);
  };
  own.addEventListener('error', fail);
  const play: Remote<PlayReruns> = wrap<PlayReruns>(own);
  try {
    await play(rules, request, proxy(onPair));
    if (isCurrent()) cancelReruns();
  } catch (error) {
    fail(error);
  }
};
