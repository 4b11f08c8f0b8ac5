import type { Plugin } from 'vite';

const PICTURE =
  /<picture>\s*<source media="\(prefers-color-scheme: dark\)" srcset="(?<dark>[^"]+)" \/>\s*<img alt="(?<alt>[^"]+)" src="(?<light>[^"]+)" \/>\s*<\/picture>/g;

/** GitHub shows a picture by the system's colours; here the reader may choose others. */
export function pictures(): Plugin {
  return {
    name: 'towline:pictures',
    enforce: 'pre',
    transform(text, id) {
      if (!id.endsWith('.md')) return;
      return text.replace(
        PICTURE,
        '<img class="in-light" alt="$<alt>" src="./$<light>" />' +
          '<img class="in-dark" alt="$<alt>" src="./$<dark>" />',
      );
    },
  };
}
