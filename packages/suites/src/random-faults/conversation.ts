import { setTimeout as sleep } from 'node:timers/promises';
import type { SendResult } from '@towline/core';
import { type FaultProxy, startFaultProxy } from '../faults/fault-proxy.js';
import { problemsOf } from './accounts.js';
import { drawSteps, type Scene, type Step } from './faults.js';
import { startTalkingServer, type TalkingServer } from './server.js';
import type { Look, Talker } from './talker.js';
import { type Left, NOTHING_LEFT, type Span } from './told.js';

/** A talker that may be elsewhere, in a page. */
export type RemoteTalker = {
  readonly [Name in keyof Talker]: (
    ...args: Parameters<Talker[Name]>
  ) => Promise<Awaited<ReturnType<Talker[Name]>>> | ReturnType<Talker[Name]>;
};

export interface ConversationOptions {
  readonly numFaults: number;
  /** Decides which they are. */
  readonly seed: number;
  /** See `Conversation`. */
  readonly answersLast: boolean;
  /** Begins to talk, at a port of 127.0.0.1. */
  start(port: number): Promise<RemoteTalker>;
}

export interface ConversationResult {
  /** What did not add up, in words. */
  readonly problems: readonly string[];
  readonly reported: readonly string[];
  readonly left: Left;
  /** Connections that are still open, for each that may have some. */
  readonly open: Readonly<Record<'client' | 'server' | 'proxy', number>>;
  readonly figures: Readonly<Record<Figure, number>>;
}

export type Figure =
  | 'seed'
  | 'kinds'
  | 'faults'
  | 'connections'
  | 'sent'
  | 'queued'
  | 'dropped'
  | 'handed'
  | 'received'
  | 'heard'
  | 'listeners';

/** What a conversation comes to in which all is well. */
export const ALL_WELL: Omit<ConversationResult, 'figures'> = {
  problems: [],
  reported: [],
  left: NOTHING_LEFT,
  open: { client: 0, server: 0, proxy: 0 },
};

/** ms in which it is open again, whatever happened: many times what it takes. */
const PATIENCE = 20_000;
/** ms between two looks. */
const LOOK = 5;

/** A conversation with a server, in which one fault comes after the other, and what came of it. */
export async function holdConversation({
  numFaults,
  seed,
  answersLast,
  start,
}: ConversationOptions): Promise<ConversationResult> {
  const server = await startTalkingServer();
  const proxy = await startFaultProxy({ port: server.port });
  const scene: Scene = { server, proxy };
  const kinds = new Set<string>();
  const rough: Span[] = [];
  let talker: RemoteTalker | undefined;
  try {
    talker = await start(proxy.port);
    for (const step of drawSteps(numFaults, seed)) {
      if (step.recovers) await reopen(talker);
      const from = Date.now();
      await take(step, scene, talker);
      // A browser's clock is a little less exact.
      if (step.fault.ofNetwork) rough.push([from - 1, Date.now() + 1]);
      kinds.add(step.fault.name);
    }
    await reopen(talker);
    await finish(talker, server.connections);
    server.hush();
    await until('all was heard', talker, (look) => heardAll(look, server.connections));
    const told = await talker.stop();
    // Nobody answers on those that were left half-open; the platform waits long for it.
    await proxy.stop();
    const open = await openAtEnd(talker, server, proxy);
    const { connections } = server;
    const count = (result: SendResult) =>
      told.fates.filter((fate) => fate.result === result).length;
    return {
      problems: problemsOf({ told, connections, rough, answersLast }),
      reported: told.reported,
      left: told.left,
      open,
      figures: {
        seed,
        kinds: kinds.size,
        faults: numFaults,
        connections: connections.size,
        sent: count('sent'),
        queued: count('queued'),
        dropped: count('dropped'),
        handed: sum(told.handed.map(([, numbers]) => numbers.length)),
        received: sum([...connections.values()].map(({ received }) => received.length)),
        heard: told.heard['first']?.length ?? 0,
        listeners: Object.keys(told.heard).length,
      },
    };
  } finally {
    await talker?.speak({ act: 'close' });
    await proxy.stop();
    await server.stop();
  }
}

/** That there was a conversation, and the faults were felt; else nothing was shown. */
export function wasLively({ figures }: ConversationResult): boolean {
  const { sent, queued, received, heard, connections, faults } = figures;
  return Math.min(sent, queued, received, heard) > 0 && connections > faults / 10;
}

/** Whatever has ended it, or is about to: the user wants it open. */
async function reopen(talker: RemoteTalker) {
  await until('it is open again', talker, async (look) => {
    if (look.ended) await talker.speak({ act: 'open' });
    return look.status === 'open';
  });
}

async function take({ fault, before, after, lasts }: Step, scene: Scene, talker: RemoteTalker) {
  if (fault.act) await talker.speak({ before, act: fault.act, after, lasts });
  else {
    await talker.speak({ before });
    await fault.strike(scene);
    await talker.speak({ after, lasts });
  }
  await scene.proxy.mend();
  await talker.speak({ act: 'wake' });
}

/** All is well: what is said last arrives, and so has whatever was before it. */
async function finish(
  talker: RemoteTalker,
  connections: ReadonlyMap<number, { readonly received: readonly number[] }>,
) {
  let last = -1;
  let on = -1;
  await until('the last message arrived', talker, async ({ status, ended, present, said }) => {
    if (ended) await talker.speak({ act: 'open' });
    // On a busy machine the heartbeat may leave a connection that was well.
    else if (status === 'open' && present !== on) {
      on = present;
      last = said;
      await talker.speak({ before: 1 });
    }
    // Others may have been said since that look, from within.
    return connections.get(on)?.received.some((number) => number >= last) ?? false;
  });
}

/** Of the connection that there is; one that was made since then has said nothing. */
function heardAll(
  { status, present, latest }: Look,
  connections: ReadonlyMap<number, { readonly said: number }>,
) {
  const said = connections.get(present)?.said;
  return status === 'open' && (said === 0 || latest === `${present}:${Number(said) - 1}`);
}

/** Closing takes a moment. */
async function openAtEnd(
  talker: RemoteTalker,
  server: TalkingServer,
  proxy: FaultProxy,
): Promise<ConversationResult['open']> {
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    const { closing } = await talker.look();
    const open = { client: closing, server: server.open, proxy: proxy.links.length };
    const isOver = performance.now() > deadline;
    if (isOver || Object.values(open).every((count) => count === 0)) return open;
    await sleep(LOOK);
  }
}

/** Looks again and again, for as long as it is worth it. */
async function until(
  what: string,
  talker: RemoteTalker,
  done: (look: Look) => boolean | Promise<boolean>,
) {
  const deadline = performance.now() + PATIENCE;
  while (!(await done(await talker.look()))) {
    if (performance.now() > deadline) throw new Error(`It never came to be that ${what}.`);
    await sleep(LOOK);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
