import { BACK_AT_ONCE, type Fault, LOST, SETTINGS, type Stage } from './fault.js';
import {
  ENDLESS,
  FORBIDDEN_CLOSE,
  FRAGMENTED_PING,
  HALF_A_CODE,
  IMPOSSIBLE_LENGTH,
  INVALID_UTF8,
  MASKED,
  RESERVED_BIT,
  RESERVED_OPCODE,
  STRAY_CONTINUATION,
  textFrame,
} from './frames.js';

/** Half of a message. */
const HALF = textFrame('x'.repeat(100)).subarray(0, 50);

function open(name: string, how: string, strike: (stage: Stage) => unknown): Fault {
  return { name, how, meets: 'open connection', strike, expected: BACK_AT_ONCE };
}

function says(name: string, how: string, bytes: Uint8Array): Fault {
  return open(name, how, ({ end }) => end.write(bytes));
}

/** What a server can say that is no WebSocket; the client's platform ends it, as the standard asks. */
export const FRAME_FAULTS: readonly Fault[] = [
  says('a text that is not UTF-8', 'a text frame with the bytes 61 c3 28', INVALID_UTF8),
  {
    ...says('a masked frame', 'only a client may mask', MASKED),
    differs: {
      firefox: {
        expected: { outcome: 'lives on', within: null, heard: 'a' },
        why: 'Firefox takes it, as a message',
      },
    },
  },
  says('a frame with a reserved opcode', 'opcode 3', RESERVED_OPCODE),
  says('a frame with a reserved bit', 'RSV1 without an extension', RESERVED_BIT),
  says('a continuation of nothing', 'a last frame without a first', STRAY_CONTINUATION),
  says('a ping in two parts', 'a control frame without FIN', FRAGMENTED_PING),
  {
    ...says(
      'a close frame with a code that may not be sent',
      'a close frame with 1006',
      FORBIDDEN_CLOSE,
    ),
    differs: {
      firefox: {
        expected: { ...BACK_AT_ONCE, close: { ...LOST, wasClean: true } },
        why: 'Firefox calls it clean',
      },
    },
  },
  {
    ...says('a close frame with half a code', 'a close frame of one byte', HALF_A_CODE),
    differs: {
      firefox: {
        expected: {
          ...BACK_AT_ONCE,
          close: { code: 1005, reason: '', wasClean: true, cause: 'server' },
        },
        why: 'Firefox takes it for one without a code',
      },
    },
  },
  says('a length that no frame can have', 'a header that announces 2^63 bytes', IMPOSSIBLE_LENGTH),
  says('a frame over every limit', 'a header that announces 2^40 bytes, and none of them', ENDLESS),
  {
    ...says(
      'a message over maxMessageBytes',
      `a text of ${SETTINGS.maxMessageBytes + 1} bytes, where ${SETTINGS.maxMessageBytes} are let in`,
      textFrame('x'.repeat(SETTINGS.maxMessageBytes + 1)),
    ),
    expected: {
      outcome: 'ends',
      close: { ...LOST, cause: 'limit' },
      error: 'message-too-large',
    },
  },
  open('a cut in the middle of a frame', 'FIN after half of a message', ({ end }) =>
    end.writeAndCut(HALF),
  ),
  open('a reset in the middle of a frame', 'RST after half of a message', ({ end, link }) => {
    link.cutAfter(HALF.length / 2, 'client', 'reset');
    end.write(HALF);
  }),
];
