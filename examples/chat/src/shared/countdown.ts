/** Tells the seconds left until `at` (ms since 1970), now and whenever they change. Returns how to stop. */
export function countDown(at: number | undefined, tell: (seconds: number) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  function step() {
    const left = Math.max(0, (at ?? 0) - Date.now());
    tell(Math.ceil(left / 1000));
    if (left > 0) timer = setTimeout(step, left % 1000 || 1000);
  }
  step();
  return () => clearTimeout(timer);
}
