/** The messages of chat.v1. PROTOCOL.md tells the rules. Types only: the server is plain JavaScript. */

export interface Person {
  /** Made by the server of the client's key; the same after a reconnect. */
  readonly id: string;
  readonly name: string;
}

export interface Say {
  readonly type: 'say';
  /** Chosen by the client. An id that comes again is shown once, so sending again is safe. */
  readonly id: string;
  readonly text: string;
}

export interface Rename {
  readonly type: 'rename';
  readonly name: string;
}

/** Breaks something, for real. */
export interface Fault {
  readonly type: 'fault';
  readonly kind: 'drop' | 'restart';
}

export type ClientMessage = Say | Rename | Fault;

export interface Welcome {
  readonly type: 'welcome';
  readonly you: Person;
  /** Who is here, you too. */
  readonly people: readonly Person[];
  /** The last 100, oldest first. */
  readonly history: readonly Said[];
}

export interface Said {
  readonly type: 'said';
  readonly id: string;
  readonly from: Person;
  readonly text: string;
  /** Server time in ms since 1970. No two are equal: it is the order, too. */
  readonly at: number;
}

export interface Joined {
  readonly type: 'joined';
  readonly person: Person;
  readonly at: number;
}

export interface Left {
  readonly type: 'left';
  readonly person: Person;
  readonly at: number;
}

export interface Renamed {
  readonly type: 'renamed';
  readonly person: Person;
  readonly before: string;
  readonly at: number;
}

export interface Refusal {
  readonly type: 'error';
  readonly code: 'not-text' | 'not-json' | 'bad-message' | 'bad-text' | 'bad-name';
  readonly message: string;
  /** Of the `say` that was refused. */
  readonly id?: string;
}

export type ServerMessage = Welcome | Said | Joined | Left | Renamed | Refusal;
