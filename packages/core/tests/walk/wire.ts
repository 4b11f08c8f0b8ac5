import type { Environment } from '@towline/core';
import type { FakeSocket } from '@towline/suites';
import type { ManualClock } from '@towline/testing';
import { byteLength } from './codecs.js';

/** ms until another byte is on the wire. */
const PACE = 100;

/** Wires that take their time: what is sent is buffered first, and leaves byte by byte. */
export interface Wire {
  readonly WebSocket: Environment['WebSocket'];
  /** Since when a socket has fewer bytes buffered than the mark, ms by what timers go by; Infinity: it has not. */
  freeSince(socket: FakeSocket, mark: number): number;
}

interface Level {
  readonly bytes: number;
  readonly at: number;
}

/** @param sent told of what is sent, before it is known what became of it */
export function createWire(
  real: Environment['WebSocket'],
  clock: ManualClock,
  sent: (data: Parameters<FakeSocket['send']>[0]) => void,
): Wire {
  const levels = new WeakMap<FakeSocket, Level>();
  const levelOf = (socket: FakeSocket) => levels.get(socket) ?? { bytes: 0, at: 0 };

  function now(socket: FakeSocket): number {
    const { bytes, at } = levelOf(socket);
    return Math.max(0, bytes - Math.floor((clock.monotonicTime - at) / PACE));
  }

  class SlowSocket extends (real as unknown as typeof FakeSocket) {
    constructor(...given: ConstructorParameters<typeof FakeSocket>) {
      super(...given);
      Object.defineProperty(this, 'bufferedAmount', {
        get: () => now(this),
        set: (bytes: number) => levels.set(this, { bytes, at: clock.monotonicTime }),
      });
    }

    override send(data: Parameters<FakeSocket['send']>[0]): void {
      super.send(data);
      if (this.readyState !== 1) return;
      sent(data);
      this.bufferedAmount += byteLength(data as string | ArrayBuffer);
    }
  }

  return {
    WebSocket: SlowSocket as unknown as Environment['WebSocket'],
    freeSince(socket, mark) {
      const { bytes, at } = levelOf(socket);
      return bytes < mark ? at : at + PACE * (bytes - mark + 1);
    },
  };
}
