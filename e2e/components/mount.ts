/** Shows a component with a connection of its own, and answers with how to take it away again. */
export type Mount = (target: HTMLElement) => () => unknown;
