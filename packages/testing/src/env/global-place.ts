/** The class, with its four states by name. */
export type WebSocketClass = typeof WebSocket;

/** The global `WebSocket`, and what was there before. */
export interface GlobalPlace {
  /** Puts another class there; returns how to give the place back. */
  take(replacement: WebSocketClass): () => void;
  giveBack(): void;
}

/** The classes in that place, the latest last: servers may come and go in any order. */
const takers: { readonly value: WebSocketClass }[] = [];
let before: PropertyDescriptor | undefined;

export function createGlobalPlace(): GlobalPlace {
  const own = new Set<(typeof takers)[number]>();

  function leave(taker: (typeof takers)[number]) {
    if (!own.delete(taker)) return;
    takers.splice(takers.indexOf(taker), 1);
    const next = takers.at(-1);
    if (next) put(next.value);
    else if (before) Object.defineProperty(globalThis, 'WebSocket', before);
    // Node before version 22 has none.
    else Reflect.deleteProperty(globalThis, 'WebSocket');
  }

  return {
    take(value) {
      if (takers.length === 0) before = Object.getOwnPropertyDescriptor(globalThis, 'WebSocket');
      const taker = { value };
      own.add(taker);
      takers.push(taker);
      put(value);
      return () => leave(taker);
    },
    giveBack() {
      for (const taker of own) leave(taker);
    },
  };
}

function put(value: WebSocketClass) {
  const place = { value, configurable: true, writable: true, enumerable: false };
  Object.defineProperty(globalThis, 'WebSocket', place);
}
