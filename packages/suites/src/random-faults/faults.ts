import fc from 'fast-check';
import type { FaultProxy } from '../faults/fault-proxy.js';
import type { TalkingServer } from './server.js';
import type { Act } from './talker.js';

/** What a fault can lay its hands on, besides the client. */
export interface Scene {
  readonly proxy: FaultProxy;
  readonly server: TalkingServer;
}

export interface Fault {
  readonly name: string;
  /** Whether what is on its way may be lost, or late. */
  readonly ofNetwork: boolean;
  /** What the client itself does, between two messages and in one go with them. */
  readonly act?: Act;
  strike(scene: Scene): void | Promise<void>;
}

/** What happens, how many messages are said before and after it, and when it is over. */
export interface Step {
  readonly fault: Fault;
  readonly before: number;
  readonly after: number;
  /** ms until all is mended. */
  readonly lasts: number;
  /** Whether the next fault waits until it is open again; otherwise fault comes upon fault. */
  readonly recovers: boolean;
}

/** Of both classes: those that end a connection, and those after which it is tried again. */
const CODES = [1000, 1001, 1008, 1011, 1012, 1013, 3000, 4000, 4400, 4429];

const bytes = fc.integer({ min: 1, max: 60 });

type Strike<Value> = (scene: Scene, value: Value) => void | Promise<void>;

/** Faults of one kind: with what chance decides of each. */
function kinds(ofNetwork: boolean) {
  return {
    drawn: <Value>(name: string, values: fc.Arbitrary<Value>, strike: Strike<Value>) =>
      values.map((value): Fault => ({ name, ofNetwork, strike: (scene) => strike(scene, value) })),
    plain: (name: string, strike: Fault['strike']) =>
      fc.constant<Fault>({ name, ofNetwork, strike }),
  };
}

/** What the client does. */
function own(name: string, acts: fc.Arbitrary<Act>): fc.Arbitrary<Fault> {
  return acts.map((act) => ({ name, ofNetwork: false, act, strike() {} }));
}

const network = kinds(true);
const deliberate = kinds(false);
const direction = fc.constantFrom('client' as const, 'server' as const);

/** Each is as likely as any other. */
const faults: fc.Arbitrary<Fault> = fc.oneof(
  network.plain('cut', ({ proxy }) => proxy.cut()),
  network.plain('reset', ({ proxy }) => proxy.reset()),
  network.plain('half-open', ({ proxy }) => {
    // Those that come are whole.
    for (const link of proxy.links) link.halfOpen();
  }),
  network.drawn('stall', fc.integer({ min: 5, max: 300 }), ({ proxy }, ms) => proxy.stall(ms)),
  network.drawn('stall one way', direction, ({ proxy }, way) => proxy.stall(60, way)),
  network.drawn('slow', fc.integer({ min: 500, max: 5000 }), ({ proxy }, rate) => proxy.slow(rate)),
  network.plain('split', ({ proxy }) => proxy.split()),
  network.drawn(
    'cut in the middle',
    fc.tuple(bytes, direction, fc.constantFrom('cut' as const, 'reset' as const)),
    ({ proxy }, [after, way, how]) => proxy.cutAfter(after, way, how),
  ),
  network.plain('refuse', async ({ proxy }) => {
    proxy.cut();
    await proxy.refuse();
  }),
  network.drawn('reset new', fc.integer({ min: 1, max: 3 }), ({ proxy }, count) => {
    proxy.resetNew(count);
    proxy.cut();
  }),
  network.plain('never answer', ({ proxy }) => {
    proxy.neverAnswer(1);
    proxy.reset();
  }),
  network.plain('server terminates', ({ server }) => server.terminate()),
  deliberate.drawn('server closes', fc.constantFrom(...CODES), ({ server }, code) =>
    server.close(code),
  ),
  own('reconnect', fc.constant('reconnect')),
  own('close', fc.constant('close')),
  own('close and open', fc.constant('close and open')),
  // Whoever goes into the back/forward cache comes back; whoever is offline is online again, when it is mended.
  own('page', fc.constantFrom('wake', 'offline', 'hide and show', 'show')),
);

const steps: fc.Arbitrary<Step> = fc.record({
  fault: faults,
  before: fc.integer({ min: 0, max: 4 }),
  after: fc.integer({ min: 0, max: 4 }),
  // The long ones are for the heartbeat to notice.
  lasts: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 40 }) },
    { weight: 1, arbitrary: fc.integer({ min: 150, max: 350 }) },
  ),
  recovers: fc.integer({ min: 1, max: 5 }).map((die) => die > 1),
});

/** Chance is decided by the seed alone. */
export function drawSteps(count: number, seed: number): readonly Step[] {
  return fc.sample(steps, { numRuns: count, seed });
}
