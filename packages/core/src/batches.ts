import { createListeners } from './emitter.js';

/** A rendered view's end of the delivery. */
export interface Collector<Message> {
  /** Messages that came since the last call, in order, each exactly once. */
  receive(batch: readonly Message[]): void;
  /** There is another destination: what was shown belongs to the old one. */
  reset(): void;
}

/** Messages on their way to rendered views: they wait until somebody flushes. */
export interface Batches<Message> {
  /** The last message that was delivered, or null. */
  latest(): Message | null;
  collect(collector: Collector<Message>): () => void;
  /** Tells of each delivery and reset, after the collectors that were there before. */
  subscribe(listener: () => void): () => void;
  /** Whether anybody collects or subscribes. */
  used(): boolean;
  /** Lets a message wait. false: there is nobody to wait for, and it is the latest. */
  push(message: Message): boolean;
  /** Delivers what waits, now. */
  flush(): void;
  reset(): void;
}

/** @param delivered called before each batch is handed over */
export function createBatches<Message>(
  report: (error: unknown) => void,
  delivered: () => void = () => {},
): Batches<Message> {
  const collectors = createListeners<[(collector: Collector<Message>) => void]>(report);
  let latest: Message | null = null;
  let pending: Message[] = [];
  /** What is being delivered. */
  let batch: readonly Message[] = [];
  /** The number of the first message that is pending. */
  let start = 0;

  function flush() {
    // Under way already: what came meanwhile follows.
    if (batch.length > 0) return;
    while (pending.length > 0) {
      batch = pending;
      pending = [];
      start += batch.length;
      latest = batch[batch.length - 1] as Message;
      delivered();
      collectors.emit((collector) => collector.receive(batch));
      batch = [];
    }
  }

  /** Whoever joins gets what comes from then on; whoever leaves has had what came until then. */
  function collect(collector: Collector<Message>): () => void {
    let next = start + pending.length;
    function receive(messages: readonly Message[], first: number) {
      const share = messages.slice(Math.max(0, next - first));
      if (share.length === 0) return;
      next = first + messages.length;
      collector.receive(share);
    }
    const remove = collectors.add((visit) =>
      visit({
        receive: (messages) => receive(messages, start - messages.length),
        reset: () => collector.reset(),
      }),
    );
    return () => {
      remove();
      try {
        receive(batch, start - batch.length);
        receive(pending, start);
      } catch (error) {
        report(error);
      }
      next = Number.POSITIVE_INFINITY;
    };
  }

  return {
    latest: () => latest,
    collect,
    subscribe: (listener) =>
      collectors.add((visit) => visit({ receive: () => listener(), reset: () => listener() })),
    used: () => collectors.size > 0,
    push(message) {
      if (collectors.size === 0 && pending.length === 0) {
        latest = message;
        return false;
      }
      pending.push(message);
      return true;
    },
    flush,
    reset() {
      flush();
      latest = null;
      collectors.emit((collector) => collector.reset());
    },
  };
}
