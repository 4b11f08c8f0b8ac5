import type { State } from '@towline/core';

/** The present state in a sentence. */
export function stateWords(state: State): string {
  switch (state.phase) {
    case 'idle':
      return 'Nobody wants a connection yet.';
    case 'connecting':
      return STAGE_WORDS[state.stage];
    case 'open':
      return 'Messages flow. After 3 s of silence a ping asks whether anybody is there.';
    case 'closing':
      return 'Goodbye was said; the server has 2 s to say it too.';
    case 'waiting':
      return waitingWords(state.attempt, state.delay);
    case 'closed':
      return state.by === 'user'
        ? 'You closed it. Only you can open it again.'
        : 'It ended for good: trying again would not help.';
  }
}

function waitingWords(attempt: number, delay: number): string {
  const seconds = (delay / 1000).toFixed(1);
  return `Try ${attempt} follows after ${seconds} s, drawn by chance: so not all clients come at once.`;
}

const STAGE_WORDS = {
  prepare: 'An attempt: first a fresh token is fetched.',
  connect: 'An attempt: the handshake is under way.',
  authenticate: 'The socket is open, and signs in. What is queued still waits.',
};
