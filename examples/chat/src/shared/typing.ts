import type { Person } from '../../protocol.js';
import type { ChatSocket } from './socket.js';

const EVERY_MS = 2000;
/** As the protocol says: how long an `is-typing` holds. */
export const TYPING_MS = 3000;

/** Call what it returns whenever something is typed. */
export function createTypist(socket: ChatSocket): () => void {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    // While offline it would wait in the queue, and be told when it is no longer true.
    if (socket.getSnapshot().status !== 'open' || performance.now() - last < EVERY_MS) return;
    last = performance.now();
    socket.send({ type: 'typing' });
  };
}

export function typingWords(typing: readonly Person[]): string {
  const [first, second, ...others] = typing.map(({ name }) => name);
  if (first === undefined) return '';
  if (second === undefined) return `${first} is typing…`;
  if (others.length === 0) return `${first} and ${second} are typing…`;
  return `${first} and ${others.length + 1} others are typing…`;
}
