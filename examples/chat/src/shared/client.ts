import { createIdentity, type Identity } from './identity.js';
import { createJournal, type Journal } from './machine.js';
import { type ChatSocket, createChatSocket } from './socket.js';

/** What a pane is made of, whichever framework renders it. */
export interface Client {
  /** The pane's id in the page. */
  readonly pane: string;
  readonly me: Identity;
  readonly socket: ChatSocket;
  readonly journal: Journal;
}

export function createClient(framework: string): Client {
  const me = createIdentity(framework);
  const socket = createChatSocket(me);
  return { pane: framework.toLowerCase(), me, socket, journal: createJournal(socket) };
}
