import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What a mutant meets first; most are killed at once, where they are, and no later file is run. */
const FIRST = ['/machine/', '/queue.test', '/mailbox.test', '/clock.test', '/lifetime.test'];

/** What takes long. */
const LAST = ['/walk.test'];

/** Small tests first, walks last. */
export class SmallFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...files].sort((one, other) => {
      const [a, b] = [one.moduleId, other.moduleId];
      return rank(a) - rank(b) || a.localeCompare(b);
    });
  }
}

function rank(file: string): number {
  const isIn = (names: readonly string[]) => names.some((name) => file.includes(name));
  return isIn(FIRST) ? 0 : isIn(LAST) ? 2 : 1;
}
