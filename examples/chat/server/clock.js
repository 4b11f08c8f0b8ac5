/** ms that only go forward, whatever is done to the machine's time. */
export const monotonic = () => performance.now();
