/** Messages between the open socket and the open connection: `authenticate` takes what it wants of them. */
export interface Gate<Message> {
  /** false: there is no room for it. */
  push(message: Message): boolean;
  /** The next message; rejects once the attempt is over. */
  receive(): Promise<Message>;
  /** What nobody took, in order. */
  drain(): readonly Message[];
}

/** How many messages are kept. */
const LIMIT = 10_000;

export function createGate<Message>(signal: AbortSignal): Gate<Message> {
  let kept: Message[] = [];
  const waiting: ((message: Message) => void)[] = [];
  return {
    push(message) {
      const take = waiting.shift();
      if (take) take(message);
      else if (kept.length < LIMIT) kept.push(message);
      else return false;
      return true;
    },
    receive() {
      const next = new Promise<Message>((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        if (kept.length > 0) resolve(kept.shift() as Message);
        else waiting.push(resolve);
        signal.addEventListener('abort', () => reject(signal.reason));
      });
      // Whoever no longer waits for it need not hear that it failed.
      next.catch(() => {});
      return next;
    },
    drain() {
      const rest = kept;
      kept = [];
      return rest;
    },
  };
}
