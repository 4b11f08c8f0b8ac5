// What examples name without bringing it along: see scripts/support/docs-context.js.
export async function freshToken(signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  return 'token';
}
