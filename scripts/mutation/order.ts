import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What a mutant meets first, and what next: most are killed soon, and then no other file is run. */
const ORDER = [
  /\/(machine\/.+|queue|mailbox|clock|lifetime|driver|expiry|outbox)\.test/,
  /\/socket-.+\.test/,
  // Whatever is not named here.
  /(?<!\/walk)\.test/,
  /\/walk\.test/,
];

/** Small tests first, walks last. */
export class SmallFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...files].sort(
      ({ moduleId: one }, { moduleId: other }) =>
        rank(one) - rank(other) || one.localeCompare(other),
    );
  }
}

function rank(file: string): number {
  return ORDER.findIndex((pattern) => pattern.test(file));
}
