import type { CloseInfo, TowlineErrorCode } from '@towline/core';
import type { FaultProxy } from './fault-proxy.js';
import type { FaultServer, ServerEnd } from './fault-server.js';
import type { ProxyLink } from './link.js';

/** What runs the core: its platform's WebSocket decides what a page is told. */
export type Platform = 'node' | 'chromium' | 'firefox';

/** What a fault needs to come about. */
export interface Stage {
  readonly server: FaultServer;
  readonly proxy: FaultProxy;
  /** The connection that is open; there is none before the handshake. */
  readonly link: ProxyLink;
  /** The server's end of it. */
  readonly end: ServerEnd;
}

/** ms after which it is noticed: at once, by the heartbeat, or by `connectTimeout`. */
export type Notice = 'at once' | 'heartbeat' | 'connectTimeout';

/** What comes of a fault. */
export type Expected =
  /** It ends so, and is open again after one retry. */
  | {
      readonly outcome: 'comes back';
      readonly close: CloseInfo;
      readonly error: TowlineErrorCode | null;
      readonly notice: Notice;
      /** Where a handshake goes through that should not. */
      readonly opensFirst?: true;
      /** The usual delay, or the longer one of 1013 and 4429. */
      readonly delay: 'retry' | 'slow';
    }
  /** It ends so, for good. */
  | {
      readonly outcome: 'ends';
      readonly close: CloseInfo;
      readonly error: TowlineErrorCode | null;
    }
  /** It stays open, and what was said meanwhile arrives: within so many ms, where that is known. */
  | {
      readonly outcome: 'lives on';
      readonly within: number | null;
      /** What the fault itself says, where that is heard. */
      readonly heard?: string;
    };

export interface Fault {
  /** In plain words, as the subject of a sentence. */
  readonly name: string;
  /** How it is brought about. */
  readonly how: string;
  /** Whether it meets the handshake, or a connection that is open. */
  readonly meets: 'handshake' | 'open connection';
  /** Whether the client has a `prepare`. */
  readonly prepare?: true;
  /** Whether the client has a heartbeat although nothing is expected of it. */
  readonly beats?: true;
  strike(stage: Stage): unknown;
  /** How it is taken back, when its end was seen; most hit one connection only. */
  mend?(stage: Stage): unknown;
  readonly expected: Expected;
  /** Where a platform differs, and why. */
  readonly differs?: Readonly<
    Partial<Record<Platform, { readonly expected: Expected; readonly why: string }>>
  >;
}

/** What the clients of the matrix are configured to. Times in ms: short, and yet long enough for a busy machine. */
export const SETTINGS = {
  retry: 100,
  slow: 300,
  connectTimeout: 2000,
  interval: 400,
  timeout: 800,
  /** Bytes. */
  maxMessageBytes: 1000,
} as const;

const NOTICED: Readonly<Record<Notice, number>> = {
  'at once': 0,
  heartbeat: SETTINGS.interval + SETTINGS.timeout,
  connectTimeout: SETTINGS.connectTimeout,
};

/** ms until it is noticed, at most. */
export function noticeOf({ notice }: Extract<Expected, { outcome: 'comes back' }>): number {
  return NOTICED[notice];
}

/** ms that the configuration lets it take until all is well; null where nothing is configured. */
export function configuredFor(expected: Expected): number | null {
  switch (expected.outcome) {
    case 'comes back':
      return noticeOf(expected) + SETTINGS[expected.delay];
    case 'ends':
      return null;
    case 'lives on':
      return expected.within;
  }
}

export function expectedOn(platform: Platform, { expected, differs }: Fault): Expected {
  return differs?.[platform]?.expected ?? expected;
}

/** Whether the client has a heartbeat: where it is what notices, or must not. */
export function beatsFor(platform: Platform, fault: Fault): boolean {
  const expected = expectedOn(platform, fault);
  return fault.beats ?? (expected.outcome === 'comes back' && expected.notice === 'heartbeat');
}

/** ms: short where it is what notices, else as it is by default. */
export function connectTimeoutFor(platform: Platform, fault: Fault): number {
  const expected = expectedOn(platform, fault);
  const notices = expected.outcome === 'comes back' && expected.notice === 'connectTimeout';
  return notices ? SETTINGS.connectTimeout : 10_000;
}

/** The name of its test. */
export function sentenceOf(platform: Platform, fault: Fault): string {
  const expected = expectedOn(platform, fault);
  switch (expected.outcome) {
    case 'comes back':
      return `${fault.name} ends in ${closeWords(expected.close)}${errorWords(expected.error)}, and it is open again after one retry`;
    case 'ends':
      return `${fault.name} ends in ${closeWords(expected.close)}${errorWords(expected.error)}, for good`;
    case 'lives on':
      return `${fault.name} is lived through, and every message arrives`;
  }
}

function closeWords({ code, cause }: CloseInfo): string {
  return `${code}, cause ${cause}`;
}

function errorWords(error: TowlineErrorCode | null): string {
  return error ? ` with ${error}` : '';
}

/** How a connection reads that was lost or could not be made. */
export const LOST: CloseInfo = { code: 1006, reason: '', wasClean: false, cause: 'network' };

/** Lost, and back after the usual delay. */
export const BACK_AT_ONCE: Extract<Expected, { outcome: 'comes back' }> = {
  outcome: 'comes back',
  close: LOST,
  error: null,
  notice: 'at once',
  delay: 'retry',
};

/** Left by the heartbeat, and back after the usual delay. */
export const LEFT_BY_HEARTBEAT: Extract<Expected, { outcome: 'comes back' }> = {
  outcome: 'comes back',
  close: { ...LOST, cause: 'heartbeat' },
  error: null,
  notice: 'heartbeat',
  delay: 'retry',
};
