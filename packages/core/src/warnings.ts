// What development says on the console. The build makes two of the core: one with this file, and one
// with no-warnings.ts in its place; bundlers choose by the export condition `development`.
export { watchEnd } from './ended-sends.js';
export { watchFixedOptions } from './fixed-options.js';
export { warn } from './warn.js';
