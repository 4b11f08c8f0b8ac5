import '@towline/suites/mounts';

declare global {
  /** In the pages of soak/mounts.js: how many timers and frames are asked for. */
  var pendingTimers: () => number;
}
