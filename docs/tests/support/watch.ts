import { vi } from 'vitest';
import { FOLDER } from './folder.js';

/** What nobody is to hear while an example runs: warnings, and errors that nobody catches. */
export interface Watch {
  readonly problems: readonly string[];
  /** What examples have logged. */
  readonly logged: readonly string[];
  stop(): void;
}

export function watch(): Watch {
  const problems: string[] = [];
  const logged: string[] = [];
  const uncaught = (error: unknown) => problems.push(`uncaught: ${String(error)}`);
  for (const level of ['error', 'warn'] as const) {
    vi.spyOn(console, level).mockImplementation((...words) => {
      if (!isOfExample()) problems.push(`console.${level}: ${words.map(String).join(' ')}`);
    });
  }
  for (const level of ['log', 'info', 'debug'] as const) {
    vi.spyOn(console, level).mockImplementation((...words) => {
      logged.push(words.map(String).join(' '));
    });
  }
  vi.stubGlobal('reportError', uncaught);
  vi.stubGlobal('fetch', answer);
  process.on('unhandledRejection', uncaught);
  return {
    problems,
    logged,
    stop() {
      process.off('unhandledRejection', uncaught);
      vi.unstubAllGlobals();
      vi.restoreAllMocks();
    },
  };
}

/** Whether an example says it itself: then it is what its reader wants to be told. */
function isOfExample(): boolean {
  const frames = new Error().stack?.split('\n').slice(1) ?? [];
  return (
    frames.find((each) => !/support\/watch\.|vitest\/spy|tinyspy/.test(each))?.includes(FOLDER) ??
    false
  );
}

/** What examples fetch is a token. */
async function answer() {
  return { ok: true, json: async () => ({ ticket: 'token' }), text: async () => 'token' };
}
