import { TowlineError, type TowlineErrorCode, type TowlineSocket } from '@towline/core';
import type { FakeEnvironment } from '@towline/suites';
import { expect } from 'vitest';
import { URL_B } from '../harness.js';

/** 123 bytes of UTF-8 and no more: astral characters have four, half of one counts as three. */
export const REASONS_THAT_FIT = [
  '',
  'bye',
  'a'.repeat(123),
  `${'😀'.repeat(30)}abc`,
  '\ud83d'.repeat(41),
] as const;

const REASONS_TOO_LONG = ['a'.repeat(124), '😀'.repeat(31), `${'😀'.repeat(30)}éé`] as const;

type Call = (socket: TowlineSocket, refused: unknown) => unknown;

const badCode = (code: number): [TowlineErrorCode, Call] => [
  'invalid-close-code',
  (socket) => socket.close(code),
];

/** What else stands in the same `update` must not be taken over either. */
const others = { keepQueue: true, retry: false, prepare: undefined } as const;

const badUrl = (url: unknown): [TowlineErrorCode, Call] => [
  'invalid-url',
  (socket) => socket.update({ ...others, url: url as string, protocols: 'z' }),
];

const badProtocols = (...protocols: string[]): [TowlineErrorCode, Call] => [
  'invalid-protocol',
  (socket) => socket.update({ ...others, url: URL_B, protocols }),
];

/** What is refused, and with which code. */
export const MISUSES: readonly [TowlineErrorCode, Call][] = [
  ...[0, 999, 1001, 1005, 1006, 1015, 2999, 5000, 1000.5, Number.NaN].map(badCode),
  ...REASONS_TOO_LONG.map((reason): [TowlineErrorCode, Call] => [
    'invalid-close-reason',
    (socket) => socket.close(1000, reason),
  ]),
  ...['ftp://localhost/', 'ws://localhost/#part', 'http://[', 'javascript:0', 7].map(badUrl),
  badProtocols('a b'),
  badProtocols(''),
  badProtocols('x', 'x'),
  ['encode-failed', (socket, refused) => socket.send(refused as string)],
  ['invalid-option', (socket) => socket.send('never sent', { signal: {} as AbortSignal })],
];

/** Everything that can be seen of a socket and its world. */
function look(socket: TowlineSocket, world: FakeEnvironment) {
  const { sockets, clock, frames } = world;
  return [
    socket.getSnapshot(),
    socket.destination,
    socket.readyState,
    socket.queued,
    socket.queuedBytes,
    socket.bufferedAmount,
    socket.lastMessage.getSnapshot(),
    sockets.length,
    ...sockets.flatMap((one) => [one.readyState, one.closeCalls.length, one.received.length]),
    clock.timers,
    frames.pending,
    world.listeners,
    world.errors.length,
  ];
}

/** Does what is refused: it throws the error that is documented, and nothing has changed. */
export function misuse(
  socket: TowlineSocket,
  world: FakeEnvironment,
  which: number,
  refused: unknown,
  enabled: boolean,
): void {
  const [code, call] = MISUSES[which % MISUSES.length]!;
  // Off, the URL is not looked at: it may be one that is not known yet.
  if (code === 'invalid-url' && !enabled) return;
  const before = look(socket, world);
  try {
    call(socket, refused);
  } catch (error) {
    if (!(error instanceof TowlineError) || error.code !== code) {
      expect.fail(`${error} instead of ${code}`);
    }
    const after = look(socket, world);
    if (
      after.length !== before.length ||
      after.some((value, at) => !Object.is(value, before[at]))
    ) {
      expect.fail(`${code} was thrown, and something has changed`);
    }
    return;
  }
  expect.fail(`nothing was thrown, and ${code} was due`);
}
