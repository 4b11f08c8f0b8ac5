import type { MarkdownRenderer } from 'vitepress';

/** GitHub draws the Mermaid diagram of the states; here the playground's own takes its place. */
export function diagrams(markdown: MarkdownRenderer): void {
  const fence = markdown.renderer.rules.fence;
  markdown.renderer.rules.fence = (tokens, index, ...others) =>
    tokens[index]?.info === 'mermaid'
      ? '<figure><StatesDiagram /><figcaption>The usual ways; all of them are in the tables.</figcaption></figure>'
      : (fence?.(tokens, index, ...others) ?? '');
}
