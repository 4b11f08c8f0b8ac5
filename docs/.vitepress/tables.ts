import type { MarkdownRenderer } from 'vitepress';

/** A heading without words heads nothing: who reads by ear would be told of it. */
export function tables(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('towline-tables', ({ tokens }) => {
    tokens.forEach((token, index) => {
      if (token.type !== 'th_open' || tokens[index + 1]?.content !== '') return;
      const closing = tokens[index + 2];
      token.tag = 'td';
      if (closing) closing.tag = 'td';
    });
  });
}
