import type { FakeEnvironment } from '@towline/suites';
import type { Command, Report } from '../src/protocol.js';
import type { PageWorker, WorkerScope } from '../src/scope.js';

/** A worker without a thread: what is said is copied as between threads, and comes in a task of its own. */
export interface FakeWorker extends PageWorker {
  readonly scope: WorkerScope;
  readonly isTerminated: boolean;
  /** What the page said, in order. */
  readonly commands: readonly Command[];
  /** What the worker said, in order. */
  readonly reports: readonly Report[];
  /** It fails, as where its file is not there. */
  fail(message: string): void;
}

export function createFakeWorker({ environment, clock }: FakeEnvironment): FakeWorker {
  const commands: Command[] = [];
  const reports: Report[] = [];
  let isTerminated = false;

  function later(deliver: () => void) {
    environment.setTimer(() => {
      if (!isTerminated) deliver();
    }, 0);
  }

  const scope: WorkerScope = {
    onmessage: null,
    postMessage(report, transfer) {
      const data = structuredClone(report, { transfer });
      reports.push(data);
      later(() => worker.onmessage?.({ data } as MessageEvent<Report>));
    },
    createWebSocket: (url, protocols) =>
      new (environment.WebSocket as new (url: string, protocols: string[]) => never)(
        url,
        protocols,
      ),
    now: () => clock.monotonicTime,
    setTimer: (callback, delay) => environment.setTimer(() => !isTerminated && callback(), delay),
  };

  const worker: FakeWorker = {
    scope,
    commands,
    reports,
    get isTerminated() {
      return isTerminated;
    },
    onmessage: null,
    onerror: null,
    postMessage(command) {
      const data = structuredClone(command);
      commands.push(data);
      later(() => scope.onmessage?.({ data } as MessageEvent<Command>));
    },
    terminate() {
      isTerminated = true;
    },
    fail: (message) => worker.onerror?.({ message } as ErrorEvent),
  };
  return worker;
}
