import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
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
  for (const example of examples) writeFile(`${FOLDER}/${example.place}`, runnable(example));
  removeOthers(new Set(examples.map(({ place }) => place)));
  provide('examples', examples);
  provide('examplesFolder', join(root, FOLDER));
}

/** Those of pages that were others before; not all of them first, since another run may be reading them. */
function removeOthers(places: ReadonlySet<string>): void {
  const folder = join(root, FOLDER);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, name);
    const place = name.replaceAll(sep, '/');
    if (!places.has(place) && existsSync(file) && statSync(file).isFile()) rmSync(file);
  }
}
