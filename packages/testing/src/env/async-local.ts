/** A value that goes along with whatever a function starts, also later. */
export interface AsyncLocal<Value> {
  run(value: Value, start: () => void): void;
  getStore(): Value | undefined;
}

interface AsyncHooks {
  readonly AsyncLocalStorage: new <Value>() => AsyncLocal<Value>;
}

/** By whose value it is. */
type Values = ReadonlyMap<object, unknown>;

/** Where the one is kept that all share: each of Node's makes every promise of the process slower, as long as it lives. */
const SHARED = Symbol.for('towline.testing.async-local');

/** Where there is none of Node's, the value is known only while the function runs. */
export function createAsyncLocal<Value>(): AsyncLocal<Value> {
  const place = globalThis as { [SHARED]?: AsyncLocal<Values> };
  const shared = place[SHARED] ?? createStorage();
  place[SHARED] = shared;
  const key = {};
  return {
    run: (value, start) => shared.run(new Map(shared.getStore()).set(key, value), start),
    getStore: () => shared.getStore()?.get(key) as Value | undefined,
  };
}

function createStorage(): AsyncLocal<Values> {
  const { process } = globalThis as {
    process?: { getBuiltinModule?(name: string): AsyncHooks | undefined };
  };
  // Browsers have none yet.
  const { AsyncLocalStorage } = process?.getBuiltinModule?.('node:async_hooks') ?? {};
  if (AsyncLocalStorage) return new AsyncLocalStorage<Values>();
  let current: Values | undefined;
  return {
    run(value, start) {
      const before = current;
      current = value;
      try {
        start();
      } finally {
        current = before;
      }
    },
    getStore: () => current,
  };
}
