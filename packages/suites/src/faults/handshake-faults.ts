import { type Expected, type Fault, LEFT_BY_HEARTBEAT, LOST } from './fault.js';
import type { Answer } from './fault-server.js';

const NOT_MADE: Expected = {
  outcome: 'comes back',
  close: LOST,
  error: 'connect-failed',
  notice: 'at once',
  delay: 'retry',
};

const TOO_LATE: Expected = {
  outcome: 'comes back',
  close: { ...LOST, cause: 'timeout' },
  error: 'connect-timeout',
  notice: 'connectTimeout',
  delay: 'retry',
};

/** The server's answer to one handshake. */
function answered(name: string, how: string, answer: Answer, expected = NOT_MADE): Fault {
  return {
    name,
    how,
    meets: 'handshake',
    strike: ({ server }) => server.answer(answer, 1),
    expected,
  };
}

const STATUSES = [
  [200, 'OK'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [429, 'Too Many Requests'],
  [503, 'Service Unavailable'],
] as const;

/** What can go wrong before a connection is open. */
export const HANDSHAKE_FAULTS: readonly Fault[] = [
  {
    name: 'a connection that is refused',
    how: 'nobody listens on the port',
    meets: 'handshake',
    strike: ({ proxy }) => proxy.refuse(),
    mend: ({ proxy }) => proxy.mend(),
    expected: NOT_MADE,
  },
  {
    name: 'a connection that is reset when it is accepted',
    how: 'RST right after accept',
    meets: 'handshake',
    strike: ({ proxy }) => proxy.resetNew(1),
    expected: NOT_MADE,
  },
  {
    name: 'a connection that is accepted and never upgraded',
    how: 'TCP is accepted, and no byte is answered',
    meets: 'handshake',
    strike: ({ proxy }) => proxy.neverAnswer(1),
    expected: TOO_LATE,
  },
  answered(
    'a server that reads the handshake and never answers',
    'the server takes the request and stays silent',
    { kind: 'never' },
    TOO_LATE,
  ),
  ...STATUSES.map(([status, words]) =>
    answered(
      `status ${status} to the upgrade`,
      `the server answers the handshake by ${status} ${words}`,
      { kind: 'status', status },
    ),
  ),
  answered('a wrong Sec-WebSocket-Accept', 'status 101 with the hash of another key', {
    kind: 'wrong accept',
  }),
  {
    ...answered(
      'a subprotocol that was not asked for',
      'status 101 with a Sec-WebSocket-Protocol that was not offered, and then silence',
      { kind: 'unrequested subprotocol' },
    ),
    differs: {
      firefox: {
        expected: { ...LEFT_BY_HEARTBEAT, opensFirst: true },
        why: 'Firefox takes it, so that the heartbeat ends it',
      },
    },
  },
  answered('an answer that is not HTTP', 'the server speaks another protocol', {
    kind: 'not HTTP',
  }),
  {
    name: 'a handshake that is cut in the middle of the answer',
    how: 'FIN after 40 bytes of the response',
    meets: 'handshake',
    strike: ({ server }) => server.answer({ kind: 'cut', bytes: 40 }, 1),
    expected: NOT_MADE,
  },
  {
    name: 'a handshake that comes byte by byte',
    how: 'every byte of both ends in a write of its own',
    meets: 'handshake',
    strike: ({ proxy }) => proxy.split(),
    expected: { outcome: 'lives on', within: null },
  },
];
