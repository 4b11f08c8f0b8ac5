interface ImportMeta {
  /** Of Vite: the modules that a pattern finds, each loaded when it is asked for. */
  glob(pattern: string): Record<string, () => Promise<unknown>>;
}

// It has no types.
declare module 'svelte-websocket-store' {
  export function websocketStore<Value>(
    url: string,
    initial: Value,
  ): { subscribe(run: (value: Value) => void): () => void };
}
