import type { BinaryType, Encoded } from '@towline/core';

// What page and worker say to each other. Each worker serves one connection, and is over with it.

/** From the page. */
export type Command =
  | {
      readonly type: 'connect';
      readonly url: string;
      readonly protocols: readonly string[];
      readonly binaryType: BinaryType;
      /** A message with more bytes is handed over as it is: the page ends the connection. */
      readonly maxMessageBytes: number;
    }
  | { readonly type: 'send'; readonly data: Encoded }
  | { readonly type: 'close'; readonly code: number | undefined; readonly reason: string }
  /** The page has had the last batch: it may have the next one. */
  | { readonly type: 'taken' };

/** From the worker. */
export type Report =
  /** It listens. */
  | { readonly type: 'ready' }
  | {
      readonly type: 'open';
      readonly url: string;
      readonly protocol: string;
      readonly extensions: string;
    }
  | {
      readonly type: 'messages';
      readonly messages: readonly unknown[];
      /** The places of those that are not decoded; left out where all are. */
      readonly raw?: readonly number[];
    }
  | {
      readonly type: 'buffered';
      /** How many sends it has had. */
      readonly sends: number;
      readonly bufferedAmount: number;
    }
  | {
      readonly type: 'close';
      readonly code: number;
      readonly reason: string;
      readonly wasClean: boolean;
    };
