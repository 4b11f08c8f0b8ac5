import type { ClientOptions, FaultClient, Sighting } from './client.js';
import {
  beatsFor,
  connectTimeoutFor,
  type Expected,
  expectedOn,
  type Fault,
  type Platform,
  SETTINGS,
  type Stage,
} from './fault.js';
import { startFaultProxy } from './fault-proxy.js';
import { startFaultServer } from './fault-server.js';
import { SLOW_BYTES } from './link-faults.js';

/** A client that may be elsewhere, in a page. */
export type RemoteClient = {
  readonly [Name in keyof FaultClient]: (
    ...args: Parameters<FaultClient[Name]>
  ) => Promise<Awaited<ReturnType<FaultClient[Name]>>> | ReturnType<FaultClient[Name]>;
};

export type StartClient = (options: ClientOptions) => Promise<RemoteClient>;

/** What was seen of a fault, in the terms of what is expected. */
export interface Observed {
  readonly outcome: Expected['outcome'] | 'nothing';
  readonly close: Sighting['closes'][number]['close'] | null;
  readonly error: Sighting['closes'][number]['error'];
  /** How many connections ended; where the fault is taken back by hand, whether any did. */
  readonly ends: number;
  /** The states that were shown from the fault on, but for `connecting`, which may be over in no time. */
  readonly shown: readonly string[];
  /** All messages that were shown. */
  readonly messages: readonly string[];
}

export interface Outcome {
  readonly observed: Observed;
  /** ms from the fault until its end was told; null where nothing ended. */
  readonly noticed: number | null;
  /** ms from the fault until all was well; null where it ended for good. */
  readonly recovered: number | null;
}

/** ms, far beyond what anything may take: what is not there then is not coming. */
const NEVER = 8000;
/** ms between two looks at a client. */
const LOOK = 20;

/** One fault, brought about between a client and a server of their own. */
export async function runFault(
  fault: Fault,
  platform: Platform,
  start: StartClient,
): Promise<Outcome> {
  const server = await startFaultServer();
  const proxy = await startFaultProxy({ port: server.port });
  const expected = expectedOn(platform, fault);
  let client: RemoteClient | undefined;
  const begin = async () => {
    client = await start({
      url: `ws://127.0.0.1:${proxy.port}/`,
      prepare: fault.prepare ?? false,
      beats: beatsFor(platform, fault),
      connectTimeout: connectTimeoutFor(platform, fault),
    });
    return client;
  };
  try {
    const atHandshake = fault.meets === 'handshake';
    const stage = (): Stage => ({
      server,
      proxy,
      link: proxy.links[0] as Stage['link'],
      end: server.ends[0] as Stage['end'],
    });
    let acting: RemoteClient;
    let before: Sighting | undefined;
    let struck: number;
    if (atHandshake) {
      await fault.strike(stage());
      struck = Date.now();
      acting = await begin();
    } else {
      acting = await begin();
      await until(acting, ({ opens }) => opens.length === 1);
      await acting.send('before');
      before = await until(acting, ({ messages }) => messages.length === 1);
      struck = Date.now();
      await fault.strike(stage());
    }
    const mend = fault.mend && (() => fault.mend?.(stage()));
    return await follow(acting, expected, before, struck, mend);
  } finally {
    await client?.stop();
    await proxy.stop();
    await server.stop();
  }
}

/** Sees what becomes of it, until it is as expected or never will be. */
async function follow(
  client: RemoteClient,
  expected: Expected,
  before: Sighting | undefined,
  struck: number,
  mend: (() => unknown) | undefined,
): Promise<Outcome> {
  const seen = (last: Sighting, outcome: Observed['outcome']): Observed => ({
    outcome,
    close: last.closes[0]?.close ?? null,
    error: last.closes[0]?.error ?? null,
    ends: mend ? Math.min(1, last.closes.length) : last.closes.length,
    shown: settled(last.shown.slice(before?.shown.length ?? 0)),
    messages: last.messages,
  });
  const since = (at: number | undefined) => (at === undefined ? null : at - struck);

  if (expected.outcome === 'lives on') {
    await client.send('x'.repeat(SLOW_BYTES));
    const last = await until(client, ({ messages }) => messages.at(-1)?.startsWith('x') ?? false);
    const well = last.closes.length === 0 && last.messages.at(-1)?.length === SLOW_BYTES;
    return {
      observed: seen(last, well ? 'lives on' : 'nothing'),
      noticed: null,
      recovered: Date.now() - struck,
    };
  }
  await until(client, ({ closes }) => closes.length > 0);
  await mend?.();
  if (expected.outcome === 'ends') {
    // Long enough for a retry that must not come.
    await new Promise((resolve) => setTimeout(resolve, SETTINGS.slow * 2));
  } else {
    await until(client, ({ opens, closes }) => reopened({ opens, closes }) !== undefined);
    await client.send('after');
    await until(client, ({ messages }) => messages.at(-1) === 'after');
  }
  const last = await client.sighting();
  const back = reopened(last);
  return {
    observed: seen(last, back ? 'comes back' : last.ended ? 'ends' : 'nothing'),
    noticed: since(last.closes[0]?.at),
    recovered: since(back),
  };
}

/** When it was open after it had ended. */
function reopened({ opens, closes }: Pick<Sighting, 'opens' | 'closes'>): number | undefined {
  const at = opens.at(-1);
  const ended = closes.at(-1);
  return at !== undefined && ended && at >= ended.at ? at : undefined;
}

/** Without what is on the way, and nothing twice in a row. */
function settled(shown: readonly string[]): readonly string[] {
  return shown
    .filter((state) => !state.startsWith('connecting'))
    .filter((state, index, all) => state !== all[index - 1]);
}

async function until(client: RemoteClient, done: (seen: Sighting) => boolean): Promise<Sighting> {
  const over = Date.now() + NEVER;
  for (;;) {
    const seen = await client.sighting();
    if (done(seen) || Date.now() > over) return seen;
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
}
