// Every number that bounds the server, in one place. PROTOCOL.md tells the same ones.

export const PROTOCOL = 'chat.v1';
export const PATH = '/ws/chat';

/** Connections at once; frozen ones and those not signed in yet count too. */
export const CONNECTIONS = 200;
/** Of one address, so that nobody fills the room alone; it may be that of a whole office. */
export const CONNECTIONS_OF_ADDRESS = 100;
/** People remembered, who are here or were. */
export const PEOPLE = 200;
/** Ids remembered for each person: as many as Towline's queue may send again. */
export const IDS = 1000;
export const NAME_LENGTH = 24;

/** Texts shown to who comes later. */
export const HISTORY = 100;
export const TEXT_LENGTH = 2000;
/** Bytes of a text frame. */
export const TEXT_FRAME = 64 * 1024;

/** Pictures shown to who comes later, and their bytes together. */
export const PICTURES = 10;
export const PICTURES_BYTES = 2 * 1024 * 1024;
export const PICTURE_BYTES = 512 * 1024;
export const PICTURE_HEADER = 1024;
/** Bytes of any message: the largest picture there is. */
export const MAX_PAYLOAD = 4 + PICTURE_HEADER + PICTURE_BYTES;

/** Bytes a client may leave unread before it is cut off: the last pictures and as much again. */
export const UNREAD = 4 * 1024 * 1024;
/** Bytes of a slowed person that wait to be read; then TCP holds the rest back. */
export const UNHEARD = 1024 * 1024;

/** Messages of one connection in a second, whatever they are. */
export const FLOOD = 200;
/** Messages that are none, of one connection. */
export const GARBAGE = 5;
/**
 * What one person may show to everybody, by all connections. The burst is that high because a queue
 * that filled up during an outage comes all at once.
 */
export const SHOWN = { burst: 100, perSecond: 10 };
/** A picture counts as so many texts. */
export const PICTURE_COST = 5;
/** More often, and nobody is told. */
export const TYPING_MS = 1000;

export const TOKENS = 1000;
export const TOKEN_MS = 30_000;
/** Bytes of the body that asks for a token. */
export const TOKEN_BODY = 1024;
/** Tokens for one address: it may be that of a whole office. */
export const TOKENS_ASKED = { burst: 60, perSecond: 5 };
/** Addresses whose tokens are counted. */
export const ADDRESSES = 1000;

export const SIGN_IN_MS = 5000;
export const PING_MS = 15_000;
export const FROZEN_MS = 60_000;
export const REFUSED_MS = 5000;
export const SLOW_MS = 10_000;
export const SLOW_DELAY_MS = 1500;
