/** The longest that timers can wait, ms; a later moment is reached in several. */
const LONGEST = 0x7fffffff;

/** A delay that a timer can wait: whole ms, never less than what is left. */
export function timerDelay(left: number): number {
  return Math.min(Math.ceil(Math.max(0, left)), LONGEST);
}
