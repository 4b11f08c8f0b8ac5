// Every number that bounds the server, in one place.

export const PROTOCOL = 'ticker.v1';
export const PATH = '/ws/ticker';
/** This machine alone. */
export const HOST = 'localhost';

/** Messages in a second, of one connection. */
export const RATE = 10_000;
/** Connections at once: each may cost as much as the rate. */
export const CONNECTIONS = 16;
/** Bytes of a message from a client. */
export const MAX_PAYLOAD = 256;
/** What a client may ask for: many come at once from who plays with the switches. */
export const ASKED = 20;
/** Bytes a client may leave unread; then its market stands still. */
export const UNREAD = 1024 * 1024;
/** A timer that came late makes up for no more than this, ms. */
export const LATE = 100;
/** ms between two handfuls of messages. */
export const PACE = 4;

/** Levels of each side of the book. */
export const DEPTH = 20;
/** Prices that each symbol begins with. */
export const HISTORY = 40;
