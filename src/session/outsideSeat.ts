/**
 * One side's seat at a table, as an outside mind meets it: what it is told, and what its lines come to.
 * Pure, and made from that side's view and reports alone; nothing of the other side's can get here.
 */
import { decide } from '../bots/index.ts';
import {
  availableOrders,
  draftCost,
  ENGINE_VERSION,
  equationById,
  filledForm,
  judgeForm,
  legalDraft,
  legalOrder,
  openedForm,
  type Order,
  orderGroup,
  type OrderKind,
  parseOrder,
  type SideView,
  smallestFlip,
  viewFor,
} from '../engine/index.ts';
import {
  type ExplainRequest,
  type FormRequest,
  MOST_FRAME_BYTES,
  MOST_FRAMES_A_TURN,
  parseProgramFrame,
  type PreviewRequest,
  SEAT_PROTOCOL,
  type SealFrame,
  type SourceRequest,
} from '../protocol/seat.ts';
import type { Side } from '../ruleset/terms.ts';
import { err, ok, type Problem, type Result } from '../units/result.ts';
import type { OutsideTable } from './outsideTable.ts';

export type Frame = Readonly<Record<string, unknown>>;

/** What a line comes to: an answer, the turn's orders, or a fault that costs the turn. */
export type Answer =
  | { readonly kind: 'answer'; readonly frame: Frame }
  | { readonly kind: 'seal'; readonly orders: readonly Order[] }
  | { readonly kind: 'lost'; readonly frame: Frame; readonly code: string };

export const helloFrame = ({ game }: OutsideTable, side: Side, turnLimitS: number): Frame => ({
  type: 'hello',
  protocol: SEAT_PROTOCOL,
  engineVersion: ENGINE_VERSION,
  rulesetHash: game.ruleset.hash,
  scenario: game.scenario.id,
  pack: game.packId,
  side,
  turnCount: game.scenario.turnCount,
  turnLimitS,
  mostFrameBytes: MOST_FRAME_BYTES,
  mostFramesATurn: MOST_FRAMES_A_TURN,
});

const viewOf = ({ game, state }: OutsideTable, side: Side) => viewFor(game, state, side);

/** The orders of a draft that are legal, each on top of those before it. */
const legalPart = ({ game }: OutsideTable, view: SideView, given: readonly unknown[]): readonly Order[] => {
  const draft: Order[] = [];
  for (const each of given) {
    const parsed = parseOrder(each);
    if (parsed.ok && legalOrder(game, view, draft, parsed.value).ok) draft.push(parsed.value);
  }
  return draft;
};

/** A kind of order with its form, an order made of what is suggested, and what that would do. */
const openKind = (
  table: OutsideTable,
  side: Side,
  kind: OrderKind,
  { chosen = {}, draft: given = [] }: Partial<Pick<FormRequest, 'chosen' | 'draft'>>,
) => {
  const { game } = table;
  const view = viewOf(table, side);
  const draft = legalPart(table, view, given);
  const opened = openedForm(game, view, draft, kind, chosen);
  const { domains, values } = filledForm(game, view, draft, kind, opened);
  const { order, judged } = judgeForm(game, view, draft, kind, values);
  return {
    kind,
    group: orderGroup(kind),
    form: domains,
    order,
    preview: judged.ok ? judged.value : null,
    rejection: judged.ok ? null : judged.error,
  };
};

export const observationFrame = (table: OutsideTable, side: Side): Frame => {
  const { game, seed } = table;
  const view = viewOf(table, side);
  return {
    type: 'observation',
    turn: view.turn,
    stage: view.stage,
    view,
    orders: availableOrders(game, view, []).map((kind) => openKind(table, side, kind, {})),
    plan: decide('balancer', game, view, seed),
  };
};

/** What came of the turn that was resolved last; `lost` is the code of the fault that cost it. */
export const resultFrame = ({ turns, reports }: OutsideTable, side: Side, lost: string | null): Frame => {
  const last = turns.at(-1);
  return {
    type: 'result',
    turn: last?.turn,
    stage: last?.stage,
    orders: last?.orders[side],
    lost,
    report: reports[side].at(-1),
  };
};

export const endFrame = (table: OutsideTable, side: Side, recordPath: string | null): Frame => ({
  type: 'end',
  outcome: table.state.outcome,
  view: viewOf(table, side),
  record: recordPath,
});

interface Refusal extends Problem {
  readonly rejections?: readonly unknown[];
}

/** A refusal, which says whether it costs the turn. */
export const refusedFrame = (
  { code, path, expected, got, rejections = [] }: Refusal,
  costsTurn: boolean,
  id?: string | number,
): Frame => ({
  type: 'refused',
  ...(id === undefined ? {} : { id }),
  code,
  field: path,
  expected,
  got,
  costsTurn,
  rejections,
});

const refused = (code: string, path: string, expected: string, got: string): Refusal => ({ code, path, expected, got });

export const lost = (refusal: Refusal): Answer & { readonly kind: 'lost' } => ({
  kind: 'lost',
  code: refusal.code,
  frame: refusedFrame(refusal, true),
});

export const TOO_LARGE = refused('seat/too-large', '', `at most ${MOST_FRAME_BYTES} bytes a line`, 'a longer line');
export const TOO_MANY = refused(
  'seat/too-many-frames',
  '',
  `at most ${MOST_FRAMES_A_TURN} frames a turn`,
  `${MOST_FRAMES_A_TURN} without a seal`,
);
export const LATE = refused('seat/late', '', 'a seal within the time of a turn', 'nothing');

const withId = (id: string | number | undefined): Frame => (id === undefined ? {} : { id });

const formAnswer = (table: OutsideTable, side: Side, request: FormRequest): Frame => ({
  type: 'form',
  ...withId(request.id),
  ...openKind(table, side, request.kind, request),
});

const previewAnswer = (table: OutsideTable, side: Side, { id, orders }: PreviewRequest): Frame => {
  const { game } = table;
  const view = viewOf(table, side);
  const judged = legalDraft(game, view, orders as readonly Order[]);
  const cost = judged.ok ? draftCost(game, view, orders as readonly Order[]) : null;
  return {
    type: 'preview',
    ...withId(id),
    legal: judged.ok,
    cost,
    previews: judged.ok ? judged.value : [],
    rejections: judged.ok ? [] : judged.error,
  };
};

/** A finding of the side's reports with its equation, the numbers of the rules in it, and what would have turned it. */
const explainAnswer = ({ game, reports }: OutsideTable, side: Side, { id, finding: wanted }: ExplainRequest): Frame => {
  const finding = reports[side].flatMap(({ findings }) => findings).find((each) => each.id === wanted);
  if (finding === undefined)
    return refusedFrame(
      refused('seat/unknown-finding', 'finding', 'the id of a finding in a report of yours', wanted),
      false,
      id,
    );
  const { provenance, sources } = game.ruleset;
  const rules = finding.inputs.flatMap(({ origin }) => {
    const quantity = origin.kind === 'rule' ? provenance[origin.path] : undefined;
    return origin.kind === 'rule' && quantity !== undefined
      ? [{ path: origin.path, ...quantity, sourceEntry: sources[quantity.source] ?? null }]
      : [];
  });
  return {
    type: 'explanation',
    ...withId(id),
    finding,
    equation: equationById(finding.equationId),
    rules,
    flip: smallestFlip(finding),
  };
};

/** Where a number of the rules comes from: its value, unit and range, and who says so. */
const sourceAnswer = ({ game }: OutsideTable, { id, path }: SourceRequest): Frame => {
  const { provenance, sources } = game.ruleset;
  const quantity = Object.hasOwn(provenance, path) ? provenance[path] : undefined;
  if (quantity === undefined)
    return refusedFrame(refused('seat/unknown-number', 'path', 'the path of a number in the rules', path), false, id);
  return { type: 'source', ...withId(id), path, ...quantity, sourceEntry: sources[quantity.source] ?? null };
};

/** Minus zero is zero in a record: what is played is what is recorded. */
const asRecorded = (orders: readonly unknown[]): readonly Order[] => JSON.parse(JSON.stringify(orders)) as Order[];

const sealAnswer = (table: OutsideTable, side: Side, frame: SealFrame): Answer => {
  const view = viewOf(table, side);
  const wanted = `turn ${view.turn}, stage ${view.stage}`;
  const got = `turn ${frame.turn}, stage ${frame.stage}`;
  if (got !== wanted)
    return { kind: 'answer', frame: refusedFrame(refused('seat/wrong-turn', 'turn', wanted, got), false) };
  const judged = legalDraft(table.game, view, frame.orders as readonly Order[]);
  if (judged.ok) return { kind: 'seal', orders: asRecorded(frame.orders) };
  const { length } = judged.error;
  return lost({
    ...refused('seat/illegal-orders', 'orders', 'legal orders', `${length} refused`),
    rejections: judged.error,
  });
};

/** What one line of the program that holds a seat comes to. */
export const answerTo = (table: OutsideTable, side: Side, line: string): Answer => {
  const parsed = parseProgramFrame(line);
  if (!parsed.ok) return lost(parsed.error);
  const frame = parsed.value;
  switch (frame.type) {
    case 'form':
      return { kind: 'answer', frame: formAnswer(table, side, frame) };
    case 'preview':
      return { kind: 'answer', frame: previewAnswer(table, side, frame) };
    case 'explain':
      return { kind: 'answer', frame: explainAnswer(table, side, frame) };
    case 'source':
      return { kind: 'answer', frame: sourceAnswer(table, frame) };
    case 'seal':
      return sealAnswer(table, side, frame);
    case 'hello':
      return {
        kind: 'answer',
        frame: refusedFrame(refused('seat/seated', 'type', 'one hello', 'another'), false),
      };
  }
};

/** The side that a key opens; null where it opens none. */
export type SideOfKey = (key: string | undefined) => Side | null;

/** The side that a program says hello to, or why its line is no such hello. */
export const greetedSide = (line: string, sideOf: SideOfKey): Result<Side, Problem> => {
  const parsed = parseProgramFrame(line);
  if (!parsed.ok) return parsed;
  if (parsed.value.type !== 'hello') return err(refused('seat/not-seated', 'type', 'hello', parsed.value.type));
  const side = sideOf(parsed.value.key);
  return side === null ? err(refused('seat/wrong-key', 'key', 'the key of a free seat', 'another or none')) : ok(side);
};
