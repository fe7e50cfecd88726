/**
 * The Model Context Protocol server by which a language model takes a seat. Its tools are the frames of the
 * seat protocol and a draft between them; its resources are the guide, the vocabulary and the rules. What a
 * model says is data: it is parsed, judged by the engine, and never run.
 */
import { readFileSync } from 'node:fs';
import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';
import { ENGINE_VERSION, ORDER_KINDS } from '../../engine/index.ts';
import { MOST_FRAME_BYTES } from '../../protocol/seat.ts';
import type { Side } from '../../ruleset/terms.ts';
import { greet, type Wire } from '../../session/hostMinds.ts';
import type { Frame } from '../../session/outsideSeat.ts';
import type { ProcessStreams } from '../command.ts';
import { readRulesFolder, RULES_DIR } from '../rulesFolder.ts';
import { type Program, startProgram } from './program.ts';

interface Answer {
  readonly [name: string]: unknown;
  readonly content: { readonly type: 'text'; readonly text: string }[];
  readonly isError?: boolean;
}

const told = (value: unknown, isError = false): Answer => ({
  content: [{ type: 'text', text: JSON.stringify(value) }],
  ...(isError ? { isError } : {}),
});
const toldFrame = (frame: Frame): Answer => told(frame, frame['type'] === 'refused');

type Order = Readonly<Record<string, unknown>>;
const order = z
  .record(z.string(), z.unknown())
  .describe('an order: its kind, and a field for each parameter of its form');

const rowsOf = (value: unknown): readonly Frame[] => (Array.isArray(value) ? (value as readonly Frame[]) : []);
const fieldsOf = (value: unknown): Frame => (typeof value === 'object' && value !== null ? (value as Frame) : {});

/** A turn's result without the inputs of its findings: `explain` gives them one by one. */
const briefResult = ({ turn, stage, orders, lost, report }: Frame) => {
  const { events, findings } = fieldsOf(report);
  return {
    turn,
    stage,
    orders,
    lost,
    events: rowsOf(events).map(({ kind, subject, side, values, findingIds }) => ({
      kind,
      subject,
      side,
      values,
      findingIds,
    })),
    findings: rowsOf(findings).map(({ id, question, subject, result, outcome }) => ({
      id,
      question,
      subject,
      result,
      outcome,
    })),
  };
};

/** Where the game stands. */
const standing = (program: Program) => {
  const { turn, stage } = program.observation() ?? {};
  const end = program.end();
  return { turn, stage, draft: program.draft(), outcome: end === null ? null : end['outcome'] };
};

const observed = (program: Program, parts: readonly string[] | undefined): Answer => {
  const view = fieldsOf((program.end() ?? program.observation() ?? {})['view']);
  const picked =
    parts === undefined ? view : Object.fromEntries(Object.entries(view).filter(([name]) => parts.includes(name)));
  return told({ ...standing(program), seat: program.hello(), parts: Object.keys(view), view: picked });
};

const listed = (program: Program) => {
  const { orders, plan } = program.observation() ?? {};
  return {
    ...standing(program),
    plan,
    kinds: rowsOf(orders).map(({ kind, group, form, order: suggested, preview }) => ({
      kind,
      group,
      form,
      order: suggested,
      cost: fieldsOf(preview)['cost'] ?? null,
    })),
  };
};

/** The draft with more orders at its end, where all of it is legal. */
const place = async (program: Program, orders: readonly Order[]): Promise<Answer> => {
  const draft = [...program.draft(), ...orders];
  const answer = await program.ask({ type: 'preview', orders: draft });
  if (answer['legal'] !== true) return told(answer, true);
  program.setDraft(draft);
  return told({ draft, cost: answer['cost'], previews: answer['previews'] });
};

const addTools = (server: McpServer, program: Program): void => {
  server.registerTool(
    'observe',
    {
      description: 'What your side sees now: the view, whole or only the parts you name, your draft, the turn.',
      inputSchema: { parts: z.array(z.string()).optional().describe('names of parts of the view, e.g. own, rival') },
      annotations: { readOnlyHint: true },
    },
    async ({ parts }) => {
      await program.opened();
      return observed(program, parts);
    },
  );
  server.registerTool(
    'list_orders',
    {
      description:
        'The kinds of order that are open, each with its form, a suggested order and its cost, and the staff’s plan. With a kind: its form on top of your draft, given what you have chosen so far.',
      inputSchema: {
        kind: z.enum(ORDER_KINDS).optional(),
        chosen: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      },
      annotations: { readOnlyHint: true },
    },
    async ({ kind, chosen = {} }) => {
      await program.opened();
      if (kind === undefined) return told(listed(program));
      return toldFrame(await program.ask({ type: 'form', kind, chosen, draft: [...program.draft()] }));
    },
  );
  server.registerTool(
    'preview',
    {
      description: 'What orders would cost and do on top of your draft, or why they are refused. Places nothing.',
      inputSchema: { orders: z.array(order) },
      annotations: { readOnlyHint: true },
    },
    async ({ orders }) => {
      await program.opened();
      return toldFrame(await program.ask({ type: 'preview', orders: [...program.draft(), ...orders] }));
    },
  );
  server.registerTool(
    'place',
    {
      description: 'Places orders at the end of your draft. All are placed, or none and the reasons are told.',
      inputSchema: { orders: z.array(order) },
    },
    async ({ orders }) => {
      await program.opened();
      return place(program, orders);
    },
  );
  server.registerTool('place_plan', { description: 'Puts the staff’s plan in place of your draft.' }, async () => {
    await program.opened();
    program.setDraft([]);
    return place(program, rowsOf(program.observation()?.['plan']));
  });
  server.registerTool(
    'clear',
    {
      description: 'Takes an order out of your draft by its place from 0, or all orders.',
      inputSchema: { place: z.int().min(0).optional() },
    },
    ({ place: taken }) => {
      program.setDraft(taken === undefined ? [] : program.draft().filter((_, at) => at !== taken));
      return told(standing(program));
    },
  );
  server.registerTool(
    'seal',
    { description: 'Seals your draft. The turn is resolved; gives what came of it, and where the game stands then.' },
    async () => {
      await program.opened();
      if (program.end() !== null) return told({ code: 'seat/game-over', ...standing(program) }, true);
      await program.seal();
      const last = program.results().at(-1);
      return told({ result: last === undefined ? null : briefResult(last), ...standing(program) });
    },
  );
  server.registerTool(
    'report',
    {
      description: 'What came of a turn, the last unless you say which: events, and findings by id.',
      inputSchema: { turn: z.int().optional() },
      annotations: { readOnlyHint: true },
    },
    ({ turn }) =>
      told(
        program
          .results()
          .filter((result, at, all) => (turn === undefined ? at === all.length - 1 : result['turn'] === turn))
          .map(briefResult),
      ),
  );
  server.registerTool(
    'explain',
    {
      description:
        'Explains a number. A finding: its equation, inputs, chance, draw and what would have turned it. A path of the rules: value, range and source.',
      inputSchema: { finding: z.string().optional(), path: z.string().optional() },
      annotations: { readOnlyHint: true },
    },
    async ({ finding, path }) => {
      await program.opened();
      if (finding !== undefined) return toldFrame(await program.ask({ type: 'explain', finding }));
      return toldFrame(await program.ask({ type: 'source', path: path ?? '' }));
    },
  );
};

const document = (name: string): string => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');

const addResources = (server: McpServer): void => {
  const markdown = { mimeType: 'text/markdown' };
  for (const [name, file, description] of [
    ['guide', 'outside-minds.md', 'How a seat is played: turns, orders, what a fault costs'],
    ['vocabulary', 'vocabulary.md', 'What each word, unit and code means'],
  ] as const)
    server.registerResource(name, `dawnline://${name}`, { ...markdown, description }, ({ href }) => ({
      contents: [{ uri: href, ...markdown, text: document(file) }],
    }));
  const files = readRulesFolder(RULES_DIR);
  const rules = new Map(
    Object.entries(files.ok ? files.value : {}).map(([name, text]) => [`dawnline://rules/${name}`, text]),
  );
  server.registerResource(
    'rules',
    new ResourceTemplate('dawnline://rules/{+file}', {
      list: () => ({ resources: [...rules.keys()].map((uri) => ({ uri, name: uri })) }),
    }),
    { mimeType: 'application/yaml', description: 'The rules: every number with its unit, range and source' },
    ({ href }) => {
      const text = rules.get(href);
      return { contents: text === undefined ? [] : [{ uri: href, mimeType: 'application/yaml', text }] };
    },
  );
};

/** Serves a model over the streams, while `host` plays its game, until the model has gone. */
export const hostModel = async (
  { input, output }: ProcessStreams,
  side: Side,
  host: (seat: () => Promise<Wire | null>) => Promise<unknown>,
): Promise<void> => {
  const program = startProgram();
  const server = new McpServer({ name: 'dawnline', version: ENGINE_VERSION });
  addTools(server, program);
  addResources(server);
  const gone = new Promise<void>((resolve) => {
    for (const event of ['end', 'close', 'error']) input.on(event, () => resolve());
    output.on('error', () => resolve());
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- no event target
    server.server.onclose = resolve;
  });
  void gone.then(program.hangUp);
  await server.connect(new StdioServerTransport(input, output, { maxBufferSize: MOST_FRAME_BYTES }));
  await host(async () => ((await greet(program.wire, () => side)) === null ? null : program.wire));
  await gone;
  await server.close();
  input.destroy();
};
