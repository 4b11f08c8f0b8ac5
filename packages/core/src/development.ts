/**
 * What is for developers only. Bundlers and runtimes that build for development say so by the export
 * condition of that name; everything else gets production.ts. Whole modules, and not a flag: esbuild
 * does not take out what an imported flag makes superfluous.
 */
export { createEndWarning } from './end-warning.js';
export { watchFixedOptions } from './fixed-options.js';
export { warn } from './print-warning.js';
