import { expect, it } from 'vitest';
import { countHolds } from './counted-socket.js';
import { LINGER, type Stage } from './stage.js';

/** Four mounts in each. */
const ROUNDS = 250;

export function manyStories(stage: Stage): void {
  it('a thousand mounts and unmounts leave nothing behind', { timeout: 120_000 }, async () => {
    const shared = stage.createSocket();
    const holds = countHolds(shared);
    const heard: string[] = [];
    const onMessage = (message: string) => heard.push(message);
    for (let round = 0; round < ROUNDS; round += 1) {
      const twice = await stage.mountTwice('Handed', { socket: shared, show: stage.show });
      const listener = await stage.mount('Listener', { socket: shared, onMessage });
      const own = await stage.mountOwn({ url: '/a', onMessage });
      const servers = stage.world.sockets.slice(-2);
      await stage.act(() => {
        for (const server of servers) {
          server.accept();
          server.message(String(round));
        }
      });
      expect(own.text()).toBe(`open ${round} ${round}`);
      expect([holds() > 0, stage.live.length]).toEqual([true, 2]);
      await own.unmount();
      await listener.unmount();
      await twice.unmount();
      stage.world.clock.advance(LINGER);
      for (const server of servers) server.finishClose();
      expect(left(stage, holds)).toEqual(NOTHING);
    }
    expect(heard).toHaveLength(2 * ROUNDS);
    expect(stage.world.sockets).toHaveLength(2 * ROUNDS);
  });
}

/** What there is beside the page. Whether anybody listens to an old WebSocket is looked at after each story. */
function left({ world, live }: Stage, holds: () => number) {
  const { clock, frames, listeners } = world;
  return {
    live: live.length,
    timers: clock.timers,
    frames: frames.pending,
    listeners,
    holds: holds(),
  };
}

const NOTHING = { live: 0, timers: 0, frames: 0, listeners: 0, holds: 0 };
