import type { AuthenticationLink, Preparation, Prepared, TowlineSocket } from '@towline/core';
import type { FakeEnvironment, FakeSocket } from '@towline/suites';
import { expect } from 'vitest';
import { type Deferred, defer, URL_A } from '../harness.js';
import type { Manner, StageAction, StageName } from './actions.js';
import { CODECS } from './codecs.js';
import type { Settings } from './settings.js';

/** One call of a stage. */
interface Call {
  readonly stage: StageName;
  /** The connection it was made for. */
  readonly id: number;
  readonly signal: AbortSignal;
  /** What it waits for, if for anything. */
  answer: Deferred<void> | undefined;
  /** What it is rejected with. */
  readonly reason: Error;
  /** How it ended, if it did. */
  outcome: 'well' | 'badly' | undefined;
  /** How many sockets there were when its signal aborted: it has a part in none that comes later. */
  socketsThen: number;
}

/** One call of `authenticate`, and what its gate kept and gave away. */
interface Gate extends Call {
  readonly link: AuthenticationLink<string, string>;
  readonly socket: FakeSocket;
  /** How many `receive()` wait. */
  waiting: number;
  /** What nobody has taken. */
  kept: string[];
  /** What `receive()` is to give, and what it gave. */
  readonly due: string[];
  readonly taken: string[];
  /** How many `receive()` have neither given nor refused. */
  pending: number;
  passed: boolean;
}

/** `prepare` and `authenticate`, in the walk's hand. */
export interface Stages {
  readonly options: {
    readonly prepare: ((preparation: Preparation) => Prepared | Promise<Prepared>) | undefined;
    readonly authenticate:
      | ((link: AuthenticationLink<string, string>) => void | Promise<void>)
      | undefined;
  };
  /** The options as they are now. */
  readonly live: Stages['options'];
  /** To be called before anybody else listens. */
  follow(socket: TowlineSocket): void;
  /** The machine is open: from now on whoever sends may send at once. */
  passes(): void;
  act(action: StageAction): void;
  /** Whether a gate keeps what this socket says: then no listener hears it yet. */
  keeps(socket: FakeSocket, word: string): boolean;
  /** From now on every call is answered well; those before may never be. */
  goWell(): void;
  check(): void;
  /** At the very end: every `receive()` has ended. */
  checkClosed(): void;
}

export interface StageSurroundings {
  readonly settings: Settings;
  readonly world: FakeEnvironment;
  /** The number of the present connection; null: there is none. */
  connection(): number | null;
  /** The gate is passed: listeners hear this now. */
  heard(words: readonly string[]): void;
  spring(type: StageName | 'abort'): void;
}

const NEVER = Number.POSITIVE_INFINITY;

/** What an authentication sends: it is not of the queue. */
export const isToken = (message: string) => message.startsWith('token');

/** A destination with what `prepare` answered. */
const numbered = (url: string, call: number) => `${url}?${call}`;

export function createStages({
  settings,
  world,
  connection,
  heard,
  spring,
}: StageSurroundings): Stages {
  const { sockets } = world;
  const { read } = CODECS[settings.codec];
  const calls: Call[] = [];
  const gates: Gate[] = [];
  const next: Record<StageName, Manner[]> = { prepare: [], authenticate: [] };
  const given = {
    prepare: Boolean(settings.prepare),
    authenticate: Boolean(settings.authenticate),
  };
  const problems: string[] = [];
  let socket: TowlineSocket;
  let well = false;
  let seen = 0;

  function begin(stage: StageName, signal: AbortSignal): Call {
    const id = connection() ?? -1;
    if (signal.aborted) problems.push(`${stage} was called when it no longer mattered`);
    if (calls.some((call) => call.stage === stage && call.id === id)) {
      problems.push(`${stage} was called twice for one attempt`);
    }
    const call: Call = {
      stage,
      id,
      signal,
      answer: undefined,
      reason: new Error(`rejected by ${stage}`),
      outcome: undefined,
      socketsThen: NEVER,
    };
    calls.push(call);
    signal.addEventListener('abort', () => {
      call.socketsThen = sockets.length;
      spring('abort');
    });
    return call;
  }

  function answer<Value>(call: Call, good: Value, bad: Value): Value | Promise<Value> {
    spring(call.stage);
    const usual = settings[call.stage] ?? 'at once';
    const manner = well && usual === 'later' ? 'soon' : (next[call.stage].shift() ?? usual);
    if (manner === 'throw') {
      call.outcome = 'badly';
      throw new Error(`thrown by ${call.stage}`);
    }
    if (manner === 'later') {
      call.answer = defer();
      return call.answer.promise.then(() => (call.outcome === 'well' ? good : bad));
    }
    call.outcome = 'well';
    return manner === 'soon' ? Promise.resolve(good) : good;
  }

  function prepare(preparation: Preparation) {
    const call = begin('prepare', preparation.signal);
    const url = numbered(preparation.url, calls.indexOf(call));
    return answer<Prepared>(call, { url }, { url: 'ftp://localhost' });
  }

  function authenticate(link: AuthenticationLink<string, string>) {
    const [present] = world.listened;
    const call = begin('authenticate', link.signal);
    if (!present) {
      problems.push('authenticate without a socket');
      return;
    }
    const gate: Gate = Object.assign(call, {
      link,
      socket: present,
      waiting: 0,
      kept: [],
      due: [],
      taken: [],
      pending: 0,
      passed: false,
    });
    gates.push(gate);
    if (link.url !== present.url) problems.push(`authenticate was told ${link.url}`);
    return answer<void>(call, undefined, undefined);
  }

  const live = () => ({
    prepare: given.prepare ? prepare : undefined,
    authenticate: given.authenticate ? authenticate : undefined,
  });

  function receive(gate: Gate) {
    if (!gate.signal.aborted) {
      const [first] = gate.kept;
      if (first === undefined) gate.waiting += 1;
      else gate.due.push(first);
      gate.kept.shift();
    }
    gate.pending += 1;
    gate.link.receive().then(
      (word) => {
        gate.pending -= 1;
        gate.taken.push(word);
      },
      () => {
        gate.pending -= 1;
        if (!gate.signal.aborted) problems.push('receive() refused while it mattered');
      },
    );
  }

  function send(gate: Gate) {
    try {
      gate.link.send(`token ${calls.indexOf(gate)}`);
    } catch {
      // The platform refused to send: the application takes it as it is.
    }
  }

  function end(call: Call, how: 'resolve' | 'reject' | 'answer badly') {
    if (!call.answer) return;
    call.outcome ??= how === 'resolve' ? 'well' : 'badly';
    // What fails in authenticate fails by rejecting.
    if (how === 'reject' || (how === 'answer badly' && call.stage === 'authenticate')) {
      call.answer.reject(call.reason);
    } else call.answer.resolve();
  }

  /** A connection opens: not before its gate was passed. */
  function opened() {
    const [present] = world.listened;
    const gate = gates.at(-1);
    if (gate && gate.socket === present && !gate.passed) {
      if (gate.outcome !== 'well') problems.push('open before the gate was passed');
      gate.passed = true;
      heard(gate.kept.splice(0));
    } else if (given.authenticate) problems.push('open without a gate');
  }

  function checkWire({ socket: { received } }: Gate) {
    const early = received.map(read).find((message) => !isToken(message));
    if (early !== undefined) problems.push(`${early} was sent before the gate was passed`);
  }

  /** New sockets are those of the last call, answered well, and in time. */
  function checkSockets() {
    for (; seen < sockets.length; seen++) {
      const [, number] = sockets[seen]!.url.split('?');
      if (number === undefined) {
        if (given.prepare) problems.push('a socket that was not prepared');
        continue;
      }
      const call = calls[Number(number)];
      if (call?.outcome !== 'well') problems.push('a socket of a preparation that has not ended');
      if (call && call.socketsThen <= seen) problems.push('a socket of an attempt that is over');
    }
  }

  return {
    options: live(),
    get live() {
      return live();
    },
    follow(followed) {
      socket = followed;
      socket.on('open', opened);
      socket.on('error', ({ cause }) => {
        const call = calls.find(({ reason }) => reason === cause);
        if (call?.signal.aborted) problems.push(`${call.stage} was refused too late, and heard`);
      });
    },

    passes() {
      const gate = gates.at(-1);
      if (gate && !gate.passed) checkWire(gate);
    },

    act(action) {
      const { stage, does } = action;
      if (!settings[stage]) return;
      const list = stage === 'prepare' ? calls.filter((call) => call.stage === stage) : gates;
      const call = list.at(-1 - action.which);
      if (does === 'goes' || does === 'comes') {
        given[stage] = does === 'comes';
        socket.update(live());
      } else if (does === 'at once' || does === 'later' || does === 'throw') next[stage].push(does);
      else if (!call) return;
      else if (does === 'receive' || does === 'send') {
        const gate = gates.find((one) => one === call);
        if (gate) (does === 'receive' ? receive : send)(gate);
      } else end(call, does);
    },

    keeps(from, word) {
      const gate = gates.at(-1);
      if (gate?.socket !== from || gate.passed || gate.signal.aborted) return false;
      if (gate.waiting > 0) {
        gate.waiting -= 1;
        gate.due.push(word);
      } else gate.kept.push(word);
      return true;
    },

    goWell() {
      well = true;
      next.prepare = [];
      next.authenticate = [];
    },

    check() {
      checkSockets();
      const id = connection();
      for (const { stage, signal, id: its } of calls) {
        if (!signal.aborted && its !== id) problems.push(`the signal of an old ${stage} is alive`);
      }
      for (const gate of gates) {
        if (!gate.passed) checkWire(gate);
        const { due, taken } = gate;
        if (taken.join() !== due.slice(0, taken.length).join()) {
          problems.push(`receive() gave [${taken}] instead of [${due}]`);
        }
      }
      for (const one of sockets) {
        for (const token of one.received.map(read).filter(isToken)) {
          const gate = calls[Number(token.split(' ')[1])] as Gate;
          if (gate.socket !== one) problems.push('a token went to another connection');
        }
      }
      if (problems.length > 0) expect.fail(problems.join('\n'));
    },

    checkClosed() {
      for (const { due, taken, pending } of gates) {
        expect([taken, pending], 'what receive() gave').toEqual([due, 0]);
      }
    },
  };
}

/** The destination of a socket's URL. */
export const withoutNumber = (url: string) => url.split('?')[0] ?? URL_A;
