/**
 * Whether this is a build for development, which warns on the console. Bundlers say so by the export
 * condition of that name; everything else gets production.ts, and nothing of the warnings.
 */
export const development: boolean = true;
