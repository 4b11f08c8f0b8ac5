declare module 'virtual:rendered' {
  /** By demo and framework. */
  export const rendered: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
