/** What is no page of the site; see `isPage`. */
export const EXCLUDED = [
  '!(docs|examples|*.md)/**',
  'examples/!(chat)/**',
  'examples/chat/!(PROTOCOL).md',
  'docs/.vitepress/**',
  '**/node_modules/**',
];

/** Pages that have another name in the site than in the repository. */
const RENAMED: Readonly<Record<string, string>> = {
  'README.md': 'overview.md',
  'docs/README.md': 'contents.md',
  'examples/chat/PROTOCOL.md': 'chat-protocol.md',
};

/** Whether a Markdown file of the repository is shown in the site. */
export function isPage(file: string): boolean {
  return file in RENAMED || file.startsWith('docs/') || !file.includes('/');
}

/** A file's place in the site, whose root is docs/. */
export function pathOfPage(file: string): string {
  const path = file.startsWith('docs/') ? file.slice('docs/'.length) : file.toLowerCase();
  return RENAMED[file] ?? path.replace(/README\.md$/, 'index.md');
}
