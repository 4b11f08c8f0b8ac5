import type { DropReason, SendResult } from '@towline/core';

/** What became of a message that was handed to `send`. */
export interface Fate {
  readonly result: SendResult;
  /** The ends that were told of it; 'sent' or the reason why it was dropped. */
  readonly ends: readonly ('sent' | DropReason)[];
}

/** How a connection that was open ended. */
export interface Ending {
  readonly wasClean: boolean;
  readonly byServer: boolean;
  /** From its first moment to its last. */
  readonly span: Span;
}

/** Wall time, ms. */
export type Span = readonly [from: number, to: number];

/** All that the client's side of a conversation has to tell: plain data, which may come out of a page. */
export interface Told {
  /** By the message's number. */
  readonly fates: readonly Fate[];
  /** What was handed to the platform, in order, by connection. */
  readonly handed: readonly (readonly [connection: number, numbers: readonly number[]])[];
  /** Of the connections that were open. */
  readonly endings: readonly (readonly [connection: number, ending: Ending])[];
  /** What each of those who listen has heard; there is one of the name `first`. */
  readonly heard: Readonly<Record<string, readonly string[]>>;
  /** What each of those that keep the last 100 messages has, joined by spaces. */
  readonly kept: Readonly<Record<string, string>>;
  /** What each of those that put all messages together has, without spaces. */
  readonly folded: Readonly<Record<string, string>>;
  /** What a listener threw, or whatever else was reported. */
  readonly reported: readonly string[];
  /** What is still there. */
  readonly left: Left;
}

export interface Left {
  readonly timers: number;
  readonly frames: number;
  /** To what the page says. */
  readonly listeners: number;
  readonly open: number;
  /** Platform's sockets that are listened to. */
  readonly listened: number;
  /** Of the components: those that listen to the socket, collect from it or retain it. */
  readonly holds: number;
  /** Of the page. */
  readonly elements: number;
}

export const NOTHING_LEFT: Left = {
  timers: 0,
  frames: 0,
  listeners: 0,
  open: 0,
  listened: 0,
  holds: 0,
  elements: 0,
};
