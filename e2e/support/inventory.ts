import type { Page } from '@playwright/test';

/** What of a page is still there, by the page's own account. */
export interface Inventory {
  readonly timers: number;
  readonly frames: number;
  /** Of window and document. */
  readonly listeners: number;
}

declare global {
  var takeInventory: () => Inventory;
}

/** Counts what begins and what ends. Before the page loads. */
export async function keepInventory(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const timers = new Set<unknown>();
    const frames = new Set<unknown>();
    const listeners = new Set<string>();
    const { setTimeout, clearTimeout, requestAnimationFrame, cancelAnimationFrame } = globalThis;
    Object.assign(globalThis, {
      setTimeout(callback: () => void, delay?: number) {
        const timer = setTimeout(() => {
          timers.delete(timer);
          callback();
        }, delay);
        timers.add(timer);
        return timer;
      },
      clearTimeout(timer?: number) {
        timers.delete(timer);
        clearTimeout(timer);
      },
      requestAnimationFrame(callback: FrameRequestCallback) {
        const frame = requestAnimationFrame((time) => {
          frames.delete(frame);
          callback(time);
        });
        frames.add(frame);
        return frame;
      },
      cancelAnimationFrame(frame: number) {
        frames.delete(frame);
        cancelAnimationFrame(frame);
      },
      takeInventory: () => ({
        timers: timers.size,
        frames: frames.size,
        listeners: listeners.size,
      }),
    });
    const numbers = new WeakMap<object, number>();
    let count = 0;
    const numberOf = (listener: object) => {
      if (!numbers.has(listener)) numbers.set(listener, count++);
      return numbers.get(listener);
    };
    for (const target of [window, document]) {
      const { addEventListener, removeEventListener } = target;
      const key = (type: string, listener: object) =>
        `${target.constructor.name} ${type} ${numberOf(listener)}`;
      target.addEventListener = (type: string, listener: EventListener, ...rest: never[]) => {
        listeners.add(key(type, listener));
        addEventListener.call(target, type, listener, ...rest);
      };
      target.removeEventListener = (type: string, listener: EventListener, ...rest: never[]) => {
        listeners.delete(key(type, listener));
        removeEventListener.call(target, type, listener, ...rest);
      };
    }
  });
}

/** What Chromium counts itself, once garbage is collected. */
export interface HeapCounts {
  readonly listeners: number;
  readonly nodes: number;
  readonly documents: number;
  /** Live objects of the platform's class. */
  readonly webSockets: number;
}

export async function countHeap(page: Page): Promise<HeapCounts> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  // What finalizers and weak references held is gone after the second time.
  for (let count = 0; count < 2; count += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((each) => each.name === name)!.value;
  const { result } = await session.send('Runtime.evaluate', { expression: 'WebSocket.prototype' });
  const { objects } = await session.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId!,
  });
  const { result: found } = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId!,
    functionDeclaration: 'function () { return this.length; }',
    returnByValue: true,
  });
  await session.detach();
  return {
    listeners: metric('JSEventListeners'),
    nodes: metric('Nodes'),
    documents: metric('Documents'),
    webSockets: found.value,
  };
}
