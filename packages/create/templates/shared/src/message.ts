/** What one says. */
export interface Say {
  readonly text: string;
}

/** What the server tells everybody. */
export interface Said extends Say {
  readonly id: number;
}
