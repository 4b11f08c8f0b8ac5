/**
 * Why a mutant may live. An argument is for each mutant of the file that has this line and this change.
 *
 * @typedef {object} Argument
 * @property {string} file in packages/core/src
 * @property {string} line the line of code in which the mutant begins
 * @property {string} [code] what is changed, where it is not the whole line
 * @property {string} becomes
 * @property {string} why
 */

/** @type {readonly Argument[]} */
export const survivors = [
  {
    file: 'clock.ts',
    line: 'if (slept > TOLERANCE) origin -= slept;',
    code: 'slept > TOLERANCE',
    becomes: 'slept >= TOLERANCE',
    why: 'Where the tolerance ends is a matter of choice: no clock tells 250 ms of sleep from 251.',
  },
  {
    file: 'clock.ts',
    line: 'if (slept > TOLERANCE || slept < 0) ahead = difference;',
    code: 'slept > TOLERANCE',
    becomes: 'slept >= TOLERANCE',
    why: 'As above.',
  },
  {
    file: 'clock.ts',
    line: 'if (slept > TOLERANCE || slept < 0) ahead = difference;',
    code: 'slept < 0',
    becomes: 'slept <= 0',
    why: 'At 0 the difference is what it was.',
  },
  {
    file: 'driver.ts',
    line: 'if (next !== before) arm();',
    code: 'next !== before',
    becomes: 'true',
    why: 'The same state has the same deadline, and a timer that is set anew ends in the same moment. The question saves the platform a timer.',
  },
  {
    file: 'driver.ts',
    line: 'if (state === before) arm();',
    code: 'state === before',
    becomes: 'true',
    why: 'A tick that changed the state has set the timer; once more sets it to the same moment.',
  },
  {
    file: 'driver.ts',
    line: 'const sketch = { ...rules, retry: () => 0 };',
    code: '() => 0',
    becomes: '() => undefined',
    why: 'Whatever is not null means that there is a retry, and of the expected state only the phase is asked for.',
  },
  {
    file: 'sending.ts',
    line: "if (result === 'dropped') droppedAt(state);",
    code: "result === 'dropped'",
    becomes: 'true',
    why: 'Where it warns, in a socket that is closed for good, everything is dropped.',
  },
  {
    file: 'sending.ts',
    line: 'if (inspectors.size > 0) {',
    code: 'inspectors.size > 0',
    becomes: 'inspectors.size >= 0',
    why: 'The same as `true`.',
  },
  {
    file: 'sending.ts',
    line: 'if (inspectors.size > 0) {',
    code: 'inspectors.size > 0',
    becomes: 'true',
    why: 'A record that nobody hears. `inspectors.test.ts` notices it, and is not run here: it puts a module of its own in the place of one.',
  },
  {
    file: 'sending.ts',
    line: 'const socket = connection().link?.socket;',
    code: 'connection().link?.socket',
    becomes: 'connection().link.socket',
    why: 'Who sends past the queue has a link: a gate asks its signal first, and a ping is an effect of an open connection. The type does not know.',
  },
  {
    file: 'sending.ts',
    line: 'if (socket?.readyState === OPEN) socket.send(data as never);',
    code: 'socket?.readyState',
    becomes: 'socket.readyState',
    why: 'As above: there is a link.',
  },
  {
    file: 'sending.ts',
    line: 'if (socket?.readyState === OPEN) socket.send(data as never);',
    code: 'socket?.readyState === OPEN',
    becomes: 'true',
    why: 'A socket that closes drops what it is given, without a word. Not to give it keeps its `bufferedAmount` from growing.',
  },
];
