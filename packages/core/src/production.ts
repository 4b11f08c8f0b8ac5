/** The other half of development.ts: package.json chooses. */
export const development = false;
