import { type BacklogOptions, createBacklog } from './backlog.js';
import { FRAME } from './delivery.js';
import { createEmitter, createListeners } from './emitter.js';
import { requestTurn } from './env.js';
import { internalsOf } from './internals.js';
import type { Log } from './log.js';
import type { RenderedView } from './message-views.js';
import { reducer } from './reducer.js';
import { type SocketSource, socketOf } from './towline-socket.js';
import { aboveZero } from './valid-option.js';

export interface BudgetOptions<Message> {
  /** ms of work at a time; then the page has its turn. Above 0; default 8. */
  readonly budget?: number | undefined;
  /** Bounds of what waits, and what happens where they are passed. Default the last 10,000 messages. */
  readonly backlog?: BacklogOptions<Message> | undefined;
}

/** How far behind the messages a value is. */
export interface Lag {
  /** How many messages wait. */
  readonly messages: number;
  /** For how long the first of them has waited, ms. */
  readonly milliseconds: number;
}

/** A reducer that works a while, and then lets the page have its turn. */
export interface BudgetedReducer<Value, Incoming> extends Log<Value, Incoming> {
  /** How far behind it is; told with each value. */
  readonly lag: RenderedView<Lag>;
  /** Listens to messages that had to go because too many waited. Returns how to stop. */
  on(type: 'drop', listener: (event: { readonly message: Incoming }) => void): () => void;
}

const NO_LAG: Lag = Object.freeze({ messages: 0, milliseconds: 0 });

/**
 * A fold of a socket's messages like `createReducer`, for work that takes longer than a frame: after `budget` ms the
 * page has its turn, and then it goes on. Order is kept. Where messages come faster than they can be applied they wait,
 * `lag` tells how many and for how long, and `backlog` decides who goes when too many wait.
 *
 * @param apply must be pure; where it throws, the error is reported and the message left out
 * @throws TowlineError `invalid-option`
 *
 * @example
 * const book = createBudgetedReducer(feed, applyDelta, emptyBook, {
 *   budget: 5,
 *   backlog: { limit: 50_000, overflow: { latestPer: (message) => message.price } },
 * })
 * book.on('drop', ({ message }) => console.warn('left out', message))
 * // React: const current = useMessageReducer(book), { messages } = useSelector(book.lag, same)
 */
export function createBudgetedReducer<Incoming, Value>(
  source: SocketSource<Incoming>,
  apply: (value: Value, message: Incoming) => Value,
  initial: Value,
  { budget = 8, backlog: bounds = {} }: BudgetOptions<Incoming> = {},
): BudgetedReducer<Value, Incoming> {
  aboveZero('budget', budget);
  const socket = socketOf(source);
  const { environment } = internalsOf(socket);
  const { reportError } = environment;
  const nextTurn = environment.requestTurn ?? requestTurn;
  const fold = reducer(apply, initial, reportError);
  const backlog = createBacklog(bounds, reportError);
  const emitter = createEmitter<{ drop: { readonly message: Incoming } }>(reportError);
  const shown = { value: createCell(initial, reportError), lag: createCell(NO_LAG, reportError) };
  /** What it has come to; shown once a frame. */
  let value = initial;
  let shownAt = Number.NEGATIVE_INFINITY;
  let cancelTurn: (() => void) | undefined;

  function work() {
    cancelTurn = undefined;
    const end = environment.monotonicTime() + budget;
    while (backlog.length > 0) {
      value = fold.apply(value, [backlog.shift() as Incoming]);
      if (environment.monotonicTime() >= end) break;
    }
    if (backlog.length > 0) cancelTurn = nextTurn(work);
    const now = environment.monotonicTime();
    if (backlog.length === 0 || now - shownAt >= FRAME) show(now);
  }

  function show(now: number) {
    shownAt = now;
    const { length, oldest = now } = backlog;
    shown.lag.set(
      length === 0 ? NO_LAG : Object.freeze({ messages: length, milliseconds: now - oldest }),
    );
    shown.value.set(value);
  }

  function restart() {
    cancelTurn?.();
    cancelTurn = undefined;
    backlog.clear();
    value = initial;
    show(environment.monotonicTime());
  }

  function join() {
    return socket.collect({
      receive(batch) {
        if (!leave) return;
        for (const message of backlog.push(batch, environment.monotonicTime())) {
          emitter.emit('drop', { message });
        }
        if (!cancelTurn) work();
      },
      reset: restart,
    });
  }
  let leave: (() => void) | undefined = join();

  return {
    initial,
    socket,
    getSnapshot: shown.value.getSnapshot,
    subscribe: shown.value.subscribe,
    lag: { ...shown.lag, initial: NO_LAG },
    on: emitter.on,
    clear() {
      const left = leave;
      // What waits for its frame came before, too.
      leave = undefined;
      left?.();
      if (left) leave = join();
      restart();
    },
    stop() {
      leave?.();
      leave = undefined;
    },
  };
}

/** A value, and who is told when it becomes another one. */
function createCell<Value>(value: Value, report: (error: unknown) => void) {
  const listeners = createListeners<[]>(report);
  return {
    getSnapshot: () => value,
    subscribe: (listener: () => void) => listeners.add(listener),
    set(next: Value) {
      if (Object.is(next, value)) return;
      value = next;
      listeners.emit();
    },
  };
}
