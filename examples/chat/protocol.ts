/** The messages of chat.v1. PROTOCOL.md tells the rules. Types only: the server is plain JavaScript. */

export interface Person {
  /** Made by the server of the client's key; the same after a reconnect. */
  readonly id: string;
  readonly name: string;
}

/** Who it is, told at the token's counter (`POST /token`) or in the first message. */
export interface Credentials {
  /** Chosen at random by the client and kept for its life; told to nobody else. */
  readonly client: string;
  readonly name: string;
}

/** What `POST /token` answers. A token is good for one handshake. */
export interface Token {
  readonly token: string;
  /** ms until it is no longer accepted. */
  readonly expiresIn: number;
}

/** The first message, where the URL has no token. */
export interface SignIn extends Credentials {
  readonly type: 'sign-in';
}

export interface Say {
  readonly type: 'say';
  /** Chosen by the client. An id that comes again is shown once, so sending again is safe. */
  readonly id: string;
  readonly text: string;
}

export type PictureType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';

/** Shows an image to everybody; the one message that goes as a binary frame. */
export interface Picture {
  readonly type: 'picture';
  readonly id: string;
  readonly mime: PictureType;
  readonly bytes: ArrayBuffer;
}

export interface Rename {
  readonly type: 'rename';
  readonly name: string;
}

/** The person is typing; sent at most every 2 s while it is so. */
export interface Typing {
  readonly type: 'typing';
}

/** The heartbeat's. */
export interface Ping {
  readonly type: 'ping';
}

/**
 * Breaks something, for real.
 *
 * - `drop`: cuts this connection, without a closing handshake
 * - `restart`: cuts all, stops listening and comes back
 * - `freeze`: this connection stays open and says nothing more: half-open
 * - `refuse`: cuts this connection, and refuses new ones of this person for 5 s
 * - `slow`: for 10 s, everything to and from this person takes 1.5 s longer
 */
export interface Fault {
  readonly type: 'fault';
  readonly kind: 'drop' | 'restart' | 'freeze' | 'refuse' | 'slow';
}

export type ClientMessage = SignIn | Say | Picture | Rename | Typing | Ping | Fault;

/** The answer to `sign-in`, before `welcome`. */
export interface SignedIn {
  readonly type: 'signed-in';
}

export interface Welcome {
  readonly type: 'welcome';
  readonly you: Person;
  /** Who is here, you too. */
  readonly people: readonly Person[];
  /** The last 100, oldest first. The last pictures follow, each as a `pictured`. */
  readonly history: readonly Said[];
  readonly handshake: Handshake;
}

/** What went over the wire before it was a WebSocket: browsers show it to no page. Tokens and cookies are left out. */
export interface Handshake {
  /** `GET /ws/chat?token=… HTTP/1.1` */
  readonly requestLine: string;
  readonly requestHeaders: readonly Header[];
  /** `HTTP/1.1 101 Switching Protocols` */
  readonly statusLine: string;
  readonly responseHeaders: readonly Header[];
}

export type Header = readonly [name: string, value: string];

export interface Said {
  readonly type: 'said';
  readonly id: string;
  readonly from: Person;
  readonly text: string;
  /** Server time in ms since 1970. No two are equal: it is the order, too. */
  readonly at: number;
}

/** A picture, as a binary frame. */
export interface Pictured {
  readonly type: 'pictured';
  readonly id: string;
  readonly from: Person;
  readonly mime: PictureType;
  readonly at: number;
  readonly bytes: ArrayBuffer;
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

/** Somebody else is typing; it holds for 3 s, or until they say something. */
export interface IsTyping {
  readonly type: 'is-typing';
  readonly person: Person;
}

export interface Pong {
  readonly type: 'pong';
}

export interface Refusal {
  readonly type: 'error';
  readonly code:
    | 'not-json'
    | 'not-a-picture'
    | 'bad-message'
    | 'bad-text'
    | 'bad-name'
    | 'bad-picture';
  readonly message: string;
  /** Of the `say` or `picture` that was refused. */
  readonly id?: string;
}

export type ServerMessage =
  | SignedIn
  | Welcome
  | Said
  | Pictured
  | Joined
  | Left
  | Renamed
  | IsTyping
  | Pong
  | Refusal;
