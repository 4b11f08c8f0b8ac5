// What development builds say on the console; no-warnings.ts is the other half, and package.json
// chooses between them by the export condition `development`, which bundlers set.
export { watchEnd } from './ended-sends.js';
export { watchFixedOptions } from './fixed-options.js';
export { warn } from './warn.js';
