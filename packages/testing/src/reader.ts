/** What has arrived: as a list, and one by one for those who wait. */
export interface Reader<Item> {
  readonly all: readonly Item[];
  push(item: Item): void;
  /** Nothing more comes; who waits for the next one hears why. */
  end(why: Error): void;
  next(): Promise<Item>;
  iterate(): AsyncIterator<Item, undefined>;
}

export function createReader<Item>(): Reader<Item> {
  const all: Item[] = [];
  /** How many of them have been read. */
  let read = 0;
  let over: Error | undefined;
  const waiting: ((arrived: boolean) => void)[] = [];

  function wake() {
    for (const resume of waiting.splice(0)) resume(true);
  }

  /** The next one, or nothing more comes. */
  async function take(): Promise<IteratorResult<Item, undefined>> {
    // Who waited longer reads first: each waits its turn anew.
    while (read >= all.length && over === undefined)
      await new Promise((resolve) => waiting.push(resolve));
    if (read >= all.length) return { done: true, value: undefined };
    read += 1;
    return { done: false, value: all[read - 1] as Item };
  }

  return {
    all,
    push(item) {
      all.push(item);
      wake();
    },
    end(why) {
      over = why;
      wake();
    },
    async next() {
      const { done, value } = await take();
      if (!done) return value;
      throw over;
    },
    iterate: () => ({ next: take }),
  };
}
