import { fakeClock, pause } from './env/timers.js';
import { MockServerError } from './errors.js';
import type { MockServer } from './mock-server.js';

/** What `flush` needs of a server. */
export interface Settling extends Pick<MockServer<never, never>, 'settle' | 'busy'> {
  readonly connections: { readonly length: number };
  readonly received: { readonly length: number };
}

/** How often what was rendered may say something more: a component that answers each answer goes on for ever. */
const ROUNDS = 20;
/** ms */
const FRAME = 16;
/** How many frames' time a framework gets to end what it does by itself; 2 s where time is real. */
const FRAMES = 125;

/**
 * Again while what was rendered has sent something more.
 *
 * @param round lets it render after `settle`
 * @throws MockServerError `never-quiet`
 */
export async function settleRounds(
  server: Settling,
  round: (settle: () => Promise<void>) => Promise<void>,
): Promise<void> {
  for (let rounds = 0; rounds < ROUNDS; rounds += 1) {
    let heard = 0;
    await round(async () => {
      await server.settle();
      heard = heardBy(server);
    });
    // Where rendering took a while, it has its answer already.
    if (!server.busy && heard === heardBy(server)) return;
  }
  throw new MockServerError('never-quiet', ANSWERS);
}

function heardBy({ connections, received }: Settling): number {
  return connections.length + received.length;
}

/**
 * Until both have happened. From the first on fake timers are moved: the second may wait for one of them, as React's `act`
 * where its package has met them.
 *
 * @throws MockServerError `timers-stand-still`
 */
export async function endAfter(first: Promise<void>, second: PromiseLike<void>): Promise<void> {
  let over = false;
  const end = Promise.resolve(second).finally(() => {
    over = true;
  });
  // What went wrong is told by the second.
  await Promise.race([first, end]).catch(() => {});
  for (let frames = 0; !over; frames += 1) {
    if (frames > FRAMES) throw new MockServerError('timers-stand-still', WAITS);
    await Promise.race([end, pause(fakeClock() ? 0 : FRAME)]);
  }
  await end;
}

const ANSWERS = `What was rendered has sent something more ${ROUNDS} times: a component answers each answer. Let it stop, or wait for what you expect instead.`;

const WAITS =
  'The framework waits for a timer that does not come: it has kept one of the fake timers that were installed when it was first used. Install them later, or fake less, as with vi.useFakeTimers({ toFake: [...] }).';
