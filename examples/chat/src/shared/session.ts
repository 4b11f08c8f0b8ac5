import type { Identity } from './identity.js';
import { newId } from './identity.js';
import type { Pending, RoomEvent } from './room.js';
import type { ChatSocket } from './socket.js';

type Dispatch = (event: RoomEvent) => void;

/** Sends a text, and shows it at once. */
export function say(socket: ChatSocket, dispatch: Dispatch, text: string, id = newId()): void {
  const message = { type: 'say', id, text } as const;
  dispatch({ type: 'saying', say: message });
  dispatch({ type: 'mark', id, mark: socket.send(message) });
}

/** Sends again what was dropped, under the same id. */
export function sayAgain(socket: ChatSocket, dispatch: Dispatch, { say }: Pending): void {
  dispatch({ type: 'mark', id: say.id, mark: socket.send(say) });
}

/** Follows what becomes of one's messages, and of one's name. Returns how to stop. */
export function startSession(
  socket: ChatSocket,
  me: Identity,
  dispatch: Dispatch,
  pending: () => readonly Pending[],
): () => void {
  const stops = [
    socket.on('sent', ({ message }) => {
      if (message.type === 'say') dispatch({ type: 'mark', id: message.id, mark: 'sent' });
    }),
    socket.on('drop', ({ message }) => {
      if (message.type === 'say') dispatch({ type: 'mark', id: message.id, mark: 'dropped' });
    }),
    // Sent, but not shown back when the connection broke: it may have been lost on the way. It goes
    // first into the queue, so that the order stays; the server shows an id only once.
    socket.on('close', () => {
      if (!socket.getSnapshot().reconnecting) return;
      for (const one of pending()) {
        if (one.mark === 'sent') sayAgain(socket, dispatch, one);
      }
    }),
    // The name may have changed since the URL was made, and the server may have forgotten it.
    socket.on('message', (message) => {
      if (message.type === 'welcome' && message.you.name !== me.name) {
        socket.send({ type: 'rename', name: me.name });
      }
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
