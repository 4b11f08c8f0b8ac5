/** Where the examples are laid out to be run. Another one than check-docs.js has, so that both may run at once. */
export const FOLDER = '.reports/docs-run';
