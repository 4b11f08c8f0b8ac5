import type { Identity } from './identity.js';
import { newId } from './identity.js';
import { pictureProblem, readPicture } from './pictures.js';
import type { Pending, RoomEvent } from './room.js';
import type { ChatSocket } from './socket.js';
import { TYPING_MS } from './typing.js';

export type Dispatch = (event: RoomEvent) => void;

/** Sends a text, and shows it at once. */
export function say(socket: ChatSocket, dispatch: Dispatch, text: string): void {
  post(socket, dispatch, { type: 'say', id: newId(), text });
}

/** Sends the pictures among some files, or tells why not. */
export async function show(
  socket: ChatSocket,
  dispatch: Dispatch,
  files: readonly File[],
): Promise<void> {
  for (const file of files) {
    const problem = pictureProblem(file);
    if (problem) dispatch({ type: 'problem', message: problem });
    else post(socket, dispatch, await readPicture(file));
  }
}

function post(socket: ChatSocket, dispatch: Dispatch, message: Pending['message']) {
  dispatch({ type: 'saying', message });
  sendAgain(socket, dispatch, { message });
}

/** Sends again what was dropped, under the same id. */
export function sendAgain(
  socket: ChatSocket,
  dispatch: Dispatch,
  { message }: Pick<Pending, 'message'>,
): void {
  dispatch({ type: 'mark', id: message.id, mark: socket.send(message) });
}

/** Follows what becomes of one's messages and name, and of others' typing. Returns how to stop. */
export function startSession(
  socket: ChatSocket,
  me: Identity,
  dispatch: Dispatch,
  pending: () => readonly Pending[],
): () => void {
  const typing = new Map<string, ReturnType<typeof setTimeout>>();
  const stops = [
    socket.on('sent', ({ message }) => {
      if ('id' in message) dispatch({ type: 'mark', id: message.id, mark: 'sent' });
    }),
    socket.on('drop', ({ message }) => {
      if ('id' in message) dispatch({ type: 'mark', id: message.id, mark: 'dropped' });
    }),
    // Sent, but not shown back when the connection broke: it may have been lost on the way. It goes
    // first into the queue, so that the order stays; the server shows an id only once.
    socket.on('close', () => {
      if (socket.getSnapshot().ended) return;
      for (const one of pending()) {
        if (one.mark === 'sent') sendAgain(socket, dispatch, one);
      }
    }),
    socket.on('message', (message) => {
      // The name may have changed since one signed in, and the server may have forgotten it.
      if (message.type === 'welcome' && message.you.name !== me.name) {
        socket.send({ type: 'rename', name: me.name });
      }
      if (message.type !== 'is-typing') return;
      const { id } = message.person;
      clearTimeout(typing.get(id));
      typing.set(
        id,
        setTimeout(() => dispatch({ type: 'quiet', id }), TYPING_MS),
      );
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    for (const timer of typing.values()) clearTimeout(timer);
  };
}
