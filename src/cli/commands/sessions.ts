/**
 * `sessions`: what is kept of hosted sessions, read beside a server that runs or without one. A session that this
 * version does not play on, because it was opened under other rules, is taken out here for the version that does.
 */
import { parseArgs } from 'node:util';
import { DamagedLog, type SessionStore } from '../../server/store/store.ts';
import { plainCode } from '../../protocol/sessionCode.ts';
import { exportLog } from '../../session/index.ts';
import { type Command, type CommandIo, EXIT_BAD_INPUT, EXIT_DONE, EXIT_NO, faultText } from '../command.ts';
import { openStore, sessionsPlace } from '../sessionStore.ts';

const HELP = `usage:
  sessions list [--sessions PLACE] [--json]   the sessions that are kept: code, when opened, steps, rules, engine
  sessions export <code> [--sessions PLACE]   the log of one as JSON, without what opens a seat

PLACE is a file or postgres://… (default $SESSIONS, else sessions/sessions.sqlite)
exit codes: 0 done, 1 the answer is no (no such session, a damaged log), 2 bad input
`;

const no = (io: CommandIo, code: string, message: string): number => {
  io.stderr(`dawnline sessions: ${code}: ${message}\n`);
  return EXIT_NO;
};

const list = async (store: SessionStore, isJson: boolean, io: CommandIo): Promise<number> => {
  for (const { sessionId, code, openedMs } of await store.list()) {
    const log = (await store.read(sessionId)) ?? [];
    const [opened] = log[0]?.events ?? [];
    if (opened?.kind !== 'session.opened') continue;
    const { scenarioId, rulesetHash, engineVersion } = opened;
    const openedAt = new Date(openedMs).toISOString();
    const row = { code, openedAt, steps: log.length, scenarioId, rulesetHash, engineVersion };
    io.stdout(isJson ? `${JSON.stringify(row)}\n` : `${Object.values(row).join('  ')}\n`);
  }
  return EXIT_DONE;
};

const exportOne = async (store: SessionStore, typed: string, io: CommandIo): Promise<number> => {
  const sessionId = await store.find(plainCode(typed));
  const log = sessionId === null ? null : await store.read(sessionId);
  if (log === null) return no(io, 'session/unknown-code', typed);
  io.stdout(`${exportLog(log)}\n`);
  return EXIT_DONE;
};

const run = async (args: readonly string[], io: CommandIo): Promise<number> => {
  const badInput = (message: string): number => {
    io.stderr(`dawnline sessions: cli/bad-argument: ${message}\n${HELP}`);
    return EXIT_BAD_INPUT;
  };
  let store: SessionStore | null = null;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        sessions: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      io.stdout(HELP);
      return EXIT_DONE;
    }
    const [what, code] = positionals;
    if (what !== 'list' && (what !== 'export' || code === undefined))
      return badInput('wants "list", or "export" and a code');
    store = await openStore(sessionsPlace(values.sessions));
    return what === 'list' ? await list(store, values.json, io) : await exportOne(store, code ?? '', io);
  } catch (fault) {
    if (fault instanceof DamagedLog) return no(io, 'session/damaged', fault.message);
    return badInput(faultText(fault));
  } finally {
    await store?.close();
  }
};

export const sessionsCommand: Command = {
  name: 'sessions',
  summary: 'list what is kept of hosted sessions, or take one out',
  run,
};
