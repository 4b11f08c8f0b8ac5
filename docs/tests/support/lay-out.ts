import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import {
  type Example,
  examplesOf,
  pagesOfDocs,
  writeFile,
} from '../../../scripts/support/docs-examples.js';
import { root } from '../../../scripts/support/run.js';
import { FOLDER } from './folder.js';
import { runnable } from './runnable.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of all pages, in the order of each. */
    readonly examples: readonly Example[];
    /** Where they are laid out. */
    readonly examplesFolder: string;
  }
}

/** Before the tests: each example is a file, and known to them. */
export default function layOut({ provide }: TestProject): void {
  const examples = pagesOfDocs().flatMap((page) => examplesOf(page));
  rmSync(join(root, FOLDER), { recursive: true, force: true });
  for (const example of examples) writeFile(`${FOLDER}/${example.place}`, runnable(example));
  provide('examples', examples);
  provide('examplesFolder', join(root, FOLDER));
}
