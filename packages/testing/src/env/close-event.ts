/** A close event; Node has no class for it before version 23. */
export function createCloseEvent(init: {
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;
}): Event {
  if (typeof CloseEvent !== 'undefined') return new CloseEvent('close', init);
  const event = new Event('close');
  // Getters, as the platform's: whoever spreads an event gets nothing.
  for (const key of ['code', 'reason', 'wasClean'] as const) {
    Object.defineProperty(event, key, { get: () => init[key] });
  }
  return event;
}
