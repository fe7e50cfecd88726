#!/usr/bin/env node
/**
 * A program that takes a seat in Dawnline, written from docs/outside-minds.md alone: Node, and nothing else.
 *
 *   node examples/outside-mind.mjs npm run -s dawnline -- seat --game classroom --record game.json
 *   node examples/outside-mind.mjs --connect 127.0.0.1:4000 <key>
 *
 * The first way starts the seat itself and talks over its standard input and output; the second joins a
 * seat that listens on a socket. It plays the staff's plan, and on top of it whatever of the suggested
 * orders to learn of the other side is still legal.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

/** The seat: what comes from it, where to write to it, and the key that it wants. */
const openSeat = async (args) => {
  if (args[0] === '--connect') {
    const [, address = '', key = ''] = args;
    const [, host, port] = /^(.*):(\d+)$/.exec(address) ?? [];
    const socket = connect(Number(port), host);
    await once(socket, 'connect');
    return { input: socket, output: socket, key };
  }
  const [command, ...rest] = args;
  const child = spawn(command, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
  return { input: child.stdout, output: child.stdin };
};

const seat = await openSeat(process.argv.slice(2));
const say = (frame) => seat.output.write(`${JSON.stringify(frame)}\n`);
const frames = createInterface({ input: seat.input })[Symbol.asyncIterator]();
const hear = async () => {
  const { value, done } = await frames.next();
  if (done) throw new Error('the seat has hung up');
  return JSON.parse(value);
};
/** Asks, and waits for the answer with the same id. */
let asked = 0;
const ask = async (request) => {
  const id = ++asked;
  say({ ...request, id });
  for (;;) {
    const frame = await hear();
    if (frame.id === id) return frame;
  }
};

/** The orders of a turn. */
const decide = async ({ orders, plan }) => {
  const draft = [...plan];
  for (const { kind, group } of orders.filter((each) => each.group === 'know')) {
    const form = await ask({ type: 'form', kind, draft });
    if (form.order === null || form.preview === null) continue;
    const { legal } = await ask({ type: 'preview', orders: [...draft, form.order] });
    if (legal) draft.push(form.order);
    else console.error(`${group} ${kind} is not to be had`);
  }
  return draft;
};

say({ type: 'hello', protocol: 1, name: 'outside-mind.mjs', ...(seat.key === undefined ? {} : { key: seat.key }) });
for (;;) {
  const frame = await hear();
  if (frame.type === 'hello') console.error(`${frame.side} of ${frame.scenario}, ${frame.turnCount} turns`);
  if (frame.type === 'observation') {
    const { turn, stage } = frame;
    say({ type: 'seal', turn, stage, orders: await decide(frame) });
  }
  if (frame.type === 'refused') console.error(`refused: ${frame.code} ${frame.field}`);
  if (frame.type === 'result') {
    const [dice] = frame.report.findings.filter(({ draw }) => draw !== null);
    console.error(`${frame.stage} ${frame.turn}: ${frame.orders.length} orders, ${frame.report.events.length} events`);
    if (dice !== undefined)
      console.error(`  ${dice.question}: chance ${dice.prob}, draw ${dice.draw}, ${dice.outcome}`);
  }
  if (frame.type === 'end') {
    console.log(JSON.stringify(frame.outcome));
    break;
  }
}
seat.output.end();
