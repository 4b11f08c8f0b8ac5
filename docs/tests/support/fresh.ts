import { inject } from 'vitest';

let runs = 0;

/** What `import()` takes. */
export function locationOf(place: string): string {
  return `${inject('examplesFolder')}/${place}`;
}

/** The examples of a page. */
export type Page = <Module>(name: string) => Promise<Module>;

/**
 * The examples of a page, with none of the state that others have left in their modules.
 *
 * @example
 * const page = freshPage('docs/recipes/chat/')
 * const { Chat } = await page<typeof import('docs/recipes/chat/Chat')>('Chat.tsx')
 */
export function freshPage(page: string): Page {
  runs += 1;
  const run = runs;
  return (name) => import(`${locationOf(`${page}${name}`)}?run=${run}`);
}
