import { type Action, accept, stage } from './actions.js';
import { LARGEST, plain, type Settings } from './settings.js';

const usual: Settings = { ...plain, clock: ['sleep'] };
const wait = (ms: number): Action => ({ time: 'advance', ms });

/** Walks to places that few find by chance. */
export const examples: readonly (readonly [Settings, readonly Action[]])[] = [
  [{ ...usual, beats: true }, [{ user: 'open' }, accept, wait(12_000), wait(8000)]],
  [usual, [{ user: 'open' }, wait(10_000)]],
  [usual, [{ user: 'open' }, accept, { world: 'hide' }]],
  [
    { ...usual, maxMessageBytes: LARGEST },
    [{ user: 'open' }, accept, { server: 'exceed the limit', which: 0 }],
  ],
  [
    usual,
    [
      { user: 'retain' },
      accept,
      { user: 'release', which: 0 },
      wait(1000),
      { server: 'finish close', which: 0 },
    ],
  ],
  // A policy that closes and then throws: its error is told after the close, within a frame of another one.
  [
    usual,
    [
      { user: 'open' },
      accept,
      { server: 'mumble', which: 0 },
      { server: 'mumble', which: 0 },
      { trap: 'policy', acts: [{ user: 'close', code: 1000, reason: '' }], throws: true },
      { server: 'vanish', which: 0 },
    ],
  ],
  // Taken back before a frame has shown that it waits.
  [
    { ...usual, highWaterMark: 2 },
    [
      { user: 'open' },
      { user: 'send', signal: 0 },
      { drained: 'wait', below: 0, signal: false },
      { user: 'abort', signal: 0 },
    ],
  ],
  [{ ...usual, prepare: 'later' }, [{ user: 'open' }, stage('prepare', 'reject')]],
  [
    { ...usual, authenticate: 'later' },
    [{ user: 'open' }, accept, stage('authenticate', 'receive'), stage('authenticate', 'reject')],
  ],
];
