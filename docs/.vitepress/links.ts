import { dirname, extname, join, relative } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';
import { isPage, pathOfPage } from './pages.ts';

const REPOSITORY = join(import.meta.dirname, '../..');

interface Environment {
  /** The page's file. */
  readonly realPath?: string | undefined;
  readonly path?: string | undefined;
}

/**
 * The repository's pages link to each other as files. Here they lead to where the page stands in the site; of what leads to a
 * file that is no page, the words are left.
 */
export function linksOfPages(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('towline-links', ({ tokens, env }) => {
    const { realPath, path } = env as Environment;
    const file = realPath ?? path;
    // A string of the site's own, which is no page.
    if (file === undefined) return;
    const folder = dirname(file);
    for (const { children } of tokens) {
      /** Links do not nest. */
      let inside = false;
      for (const token of children ?? []) {
        if (token.type === 'link_open') {
          const href = token.attrGet('href') ?? '';
          const place = placeOf(href, folder);
          inside = place === undefined;
          if (place) token.attrSet('href', place);
        }
        if (!inside || !token.type.startsWith('link_')) continue;
        token.tag = 'span';
        token.attrs = null;
        inside = token.type !== 'link_close';
      }
    }
  });
}

/** Undefined where there is no such page. */
function placeOf(href: string, folder: string): string | undefined {
  if (!/^[.\w][^:]*$/.test(href)) return href;
  const [path = '', anchor] = href.split('#');
  const file = relative(REPOSITORY, join(folder, path));
  if (extname(file) !== '.md' || !isPage(file)) return undefined;
  return `/${pathOfPage(file)}${anchor === undefined ? '' : `#${anchor}`}`;
}
