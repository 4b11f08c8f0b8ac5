import { setTimeout as sleep } from 'node:timers/promises';
import type { SendResult } from '@towline/core';
import { startFaultProxy } from '@towline/testing/faults';
import { expect, test, vi } from 'vitest';
import { problemsOf } from './random-faults/accounts.js';
import { drawSteps, type Scene, type Step } from './random-faults/faults.js';
import { startTalkingServer, type TalkingServer } from './random-faults/server.js';
import { createTalker, type Span, type Talker } from './random-faults/talker.js';
import { tellSoak } from './told.js';

/** How many faults, and which: `FAULTS=1000 SEED=7 npx vitest run --project core tests/random-faults`. */
const numFaults = Number(process.env['FAULTS'] ?? 60);
const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);

/** ms in which it is open again, whatever happened: many times what it takes. */
const PATIENCE = 20_000;

test(`in a conversation with ${numFaults} faults all is accounted for, and nothing is left (seed ${seed})`, {
  timeout: 60_000 + numFaults * 1000,
}, async () => {
  // Some is said when the socket has ended.
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  const server = await startTalkingServer();
  const proxy = await startFaultProxy({ port: server.port });
  const talker = createTalker(proxy.port);
  const scene: Scene = { socket: talker.socket, server, proxy, signal: talker.signal };
  const struck = new Map<string, number>();
  const rough: Span[] = [];
  talker.socket.open();
  try {
    for (const step of drawSteps(numFaults, seed)) {
      if (step.recovers) await open(talker);
      const from = performance.now();
      await take(step, scene, talker);
      if (step.fault.ofNetwork) rough.push([from, performance.now()]);
      struck.set(step.fault.name, (struck.get(step.fault.name) ?? 0) + 1);
    }
    await open(talker);
    await finish(talker, server);
    talker.socket.close();
    await until('closed', () => talker.socket.getSnapshot().status === 'closed');
    await talker.stop();

    expect(problemsOf(talker, server, rough)).toEqual([]);
    expect(talker.reported).toEqual([]);
    expect(talker.left()).toEqual({ timers: 0, listeners: 0, open: 0, listened: 0 });
    const figures = countAll(talker, server, struck);
    // There was a conversation, and the faults were felt.
    expect(Math.min(figures.sent, figures.queued, figures.received, figures.heard)).toBeGreaterThan(
      0,
    );
    expect(figures.connections).toBeGreaterThan(numFaults / 10);
    tellSoak(figures);
    // Nobody answers on those that were left half-open; ws waits 30 s for it.
    await proxy.stop();
    await until(
      'nothing open at either end',
      () => talker.closing() + server.open + proxy.links.length === 0,
    );
  } finally {
    talker.socket.close();
    await proxy.stop();
    await server.stop();
  }
});

function countAll(
  { fates, handed, heard }: Talker,
  { connections }: TalkingServer,
  struck: ReadonlyMap<string, number>,
) {
  const received = [...connections.values()].map((connection) => connection.received.length);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  const results = (result: SendResult) => fates.filter((fate) => fate.result === result).length;
  return {
    seed,
    kinds: struck.size,
    faults: sum([...struck.values()]),
    connections: connections.size,
    sent: results('sent'),
    queued: results('queued'),
    dropped: results('dropped'),
    handed: sum([...handed.values()].map((numbers) => numbers.length)),
    received: sum(received),
    heard: heard.first.length,
  };
}

/** Whatever has ended it, or is about to: the user wants it open. */
async function open({ socket }: Talker) {
  await until('open again', () => isOpen(socket));
}

function isOpen(socket: Talker['socket']): boolean {
  if (socket.getSnapshot().ended) socket.open();
  return socket.getSnapshot().status === 'open';
}

async function take({ fault, before, after, lasts }: Step, scene: Scene, { say }: Talker) {
  for (let count = 0; count < before; count += 1) say();
  await fault.strike(scene);
  for (let count = 0; count < after; count += 1) say();
  const deadline = performance.now() + lasts;
  // Also while a connection is about to close, which takes no time to speak of.
  for (; performance.now() < deadline; await sleep(1)) say();
  await scene.proxy.mend();
  scene.signal('wake');
}

/** All is well: what is said last arrives, and so has whatever was before it. */
async function finish({ socket, fates, present, say }: Talker, server: TalkingServer) {
  let said = -1;
  let on = -1;
  await until('the last message arrived', () => {
    // On a busy machine the heartbeat may leave a connection that was well.
    if (isOpen(socket) && present() !== on) {
      said = fates.length;
      on = present();
      say();
    }
    return server.connections.get(on)?.received.includes(said) ?? false;
  });
}

/** Looks again and again, for as long as it is worth it. */
async function until(what: string, done: () => boolean) {
  const deadline = performance.now() + PATIENCE;
  while (!done() && performance.now() < deadline) await sleep(5);
  expect(done(), what).toBe(true);
}
