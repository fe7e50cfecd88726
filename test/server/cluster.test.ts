/** Two processes behind one address, with Redis and PostgreSQL: a session survives the death of either. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { principal, SETTINGS } from '../support/hosted.ts';
import { makeHome, type ServerProcess, startServer } from '../support/servers.ts';
import { describeWith, type Service, startPostgres, startRedis } from '../support/services.ts';
import { join, openSession, play } from '../support/sessionClient.ts';

const words = (text: string) => ({ kind: 'message.send', to: 'white', text, answers: null });

describeWith(['redis', 'postgres'], 'two processes', () => {
  const home = makeHome();
  let redis: Service;
  let postgres: Service;
  let servers: ServerProcess[] = [];
  const start = (): Promise<ServerProcess> =>
    startServer(home.folder, ['--sessions', postgres.url, '--redis', redis.url]);
  beforeAll(async () => {
    [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
    servers = [await start(), await start()];
  }, 60_000);
  afterAll(async () => {
    for (const server of servers) await server.kill();
    await Promise.all([redis.stop(), postgres.stop()]);
    home.remove();
  }, 60_000);

  it('hold a session together, and go on with it when the one that held it is dead', async () => {
    const [first, second] = servers;
    if (first === undefined || second === undefined) throw new Error('two servers were started');
    const opened = await openSession(first.address, SETTINGS, 'two');
    const white = await play(first.address, opened);
    // Whichever process holds the room, half of these come in by the other's door and are passed on.
    const ann = await play(
      second.address,
      await join(second.address, { code: opened.code, name: 'Ann', role: principal('us') }),
    );
    const bo = await play(
      first.address,
      await join(first.address, { code: opened.code, name: 'Bo', role: principal('cn') }),
    );
    const all = [white, ann, bo];
    expect((await white.send({ kind: 'session.start' })).kind).toBe('ack');
    expect((await ann.send({ kind: 'draft.plan' })).kind).toBe('ack');
    const heardBy = (): readonly string[] =>
      (white.parts.get('talk') as { readonly messages: readonly { readonly text: string }[] }).messages.map(
        ({ text }) => text,
      );
    const acknowledged: string[] = [];
    // The one that lives is the only door left; then another is started, and that one dies.
    for (const [place, dying] of [first, second].entries()) {
      const sent = Array.from({ length: 6 }, async (_, at) => {
        const text = `word ${place} ${at}`;
        const answer = await bo.send(words(text));
        if (answer.kind === 'ack') acknowledged.push(text);
      });
      await Promise.any(sent);
      await dying.kill();
      servers = servers.filter((each) => each !== dying);
      if (place === 1) servers.push(await start());
      const [door] = servers;
      if (door === undefined) throw new Error('a server lives');
      await Promise.all(all.map((player) => player.resume(door.address)));
      await Promise.all(sent);
    }
    expect(acknowledged).toHaveLength(12);
    await white.until(() => heardBy().length >= acknowledged.length);
    expect(heardBy().toSorted()).toEqual(acknowledged.toSorted());
    expect((await ann.send({ kind: 'seal', turn: 1, stage: 'turn' })).kind).toBe('ack');
    expect((await bo.send({ kind: 'seal', turn: 1, stage: 'turn' })).kind).toBe('ack');
    await white.until((parts) => (parts.get('status') as { readonly playedCount: number }).playedCount === 1);
  }, 90_000);
});
