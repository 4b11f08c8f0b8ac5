import type { DeliveryMode, View } from '@towline/core';

export interface Settings {
  /** Messages in a second. */
  readonly rate: number;
  readonly delivery: DeliveryMode;
  /** Whether the socket lives in a worker. */
  readonly worker: boolean;
}

export interface Choice<Value> {
  readonly value: Value;
  readonly label: string;
}

export const RATES: readonly Choice<number>[] = [
  { value: 0, label: '0' },
  { value: 20, label: '20' },
  { value: 2000, label: '2,000' },
  { value: 10_000, label: '10,000' },
];

export const DELIVERIES: readonly Choice<DeliveryMode>[] = [
  { value: 'frame', label: 'Frame' },
  { value: 'sync', label: 'Sync' },
  { value: 'microtask', label: 'Microtask' },
  { value: 100, label: '100 ms' },
];

/** What was chosen, whichever framework shows it. */
export interface SettingsStore extends View<Settings> {
  change(change: Partial<Settings>): void;
}

export function createSettings(): SettingsStore {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  let settings: Settings = { rate: calm ? 20 : 2000, delivery: 'frame', worker: false };
  const listeners = new Set<() => void>();
  return {
    getSnapshot: () => settings,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change(change) {
      settings = { ...settings, ...change };
      for (const listener of listeners) listener();
    },
  };
}
