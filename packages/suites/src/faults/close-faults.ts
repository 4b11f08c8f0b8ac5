import type { CloseInfo } from '@towline/core';
import type { Expected, Fault } from './fault.js';

const REASON = 'of the tests';

function closed(code: number): CloseInfo {
  return { code, reason: code === 1005 ? '' : REASON, wasClean: true, cause: 'server' };
}

function ends(code: number): Expected {
  return { outcome: 'ends', close: closed(code), error: null };
}

function back(code: number, delay: 'retry' | 'slow' = 'retry'): Expected {
  return { outcome: 'comes back', close: closed(code), error: null, notice: 'at once', delay };
}

function by(code: number, expected: Expected): Fault {
  return {
    name: `a server that closes with ${code}`,
    how: `a close frame with ${code} and a reason`,
    meets: 'open connection',
    strike: ({ end }) => end.socket.close(code, REASON),
    expected,
  };
}

/** 1008, 4401 and 4403 where there is a `prepare`, which may fetch what is fresh. */
function renewed(code: number): Fault {
  const fault = by(code, back(code));
  return { ...fault, name: `${fault.name}, with a prepare`, prepare: true };
}

/** Each code of RFC 6455 and its registry that a server may send, and Towline's own classes. */
export const CLOSE_FAULTS: readonly Fault[] = [
  by(1000, ends(1000)),
  by(1001, back(1001)),
  by(1002, ends(1002)),
  by(1003, ends(1003)),
  {
    name: 'a server that closes without a code',
    how: 'an empty close frame, which reads 1005',
    meets: 'open connection',
    strike: ({ end }) => end.socket.close(),
    expected: back(1005),
  },
  by(1007, ends(1007)),
  by(1008, ends(1008)),
  renewed(1008),
  by(1009, ends(1009)),
  by(1010, ends(1010)),
  by(1011, back(1011)),
  by(1012, back(1012)),
  by(1013, back(1013, 'slow')),
  by(1014, back(1014)),
  by(3000, back(3000)),
  by(4000, back(4000)),
  by(4400, ends(4400)),
  by(4401, ends(4401)),
  renewed(4401),
  by(4403, ends(4403)),
  by(4429, back(4429, 'slow')),
];
