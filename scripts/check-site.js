// Holds the built site together: its links and anchors lead somewhere, and every page can be reached by the navigation.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { report, root } from './support/run.js';

const SITE = join(root, 'docs/.vitepress/dist');

/** By path, as '/recipes/chat': its text, and the folder from which its links lead. */
const pages = new Map(
  readdirSync(SITE, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html') && file !== '404.html')
    .map((file) => [
      pathOf(`/${file}`),
      { html: readFileSync(join(SITE, file), 'utf8'), folder: posix.dirname(`/${file}`) },
    ]),
);

checkLinks();
checkNavigation();

function checkLinks() {
  /** @type {Set<string>} */
  const problems = new Set();
  let count = 0;
  for (const [page, { html, folder }] of pages) {
    for (const href of linksIn(html)) {
      count += 1;
      const [path = '', anchor = ''] = href.split('#');
      const target = path === '' ? page : pathOf(posix.resolve(folder, path));
      const text = pages.get(target)?.html;
      if (text === undefined) problems.add(`${page}: ${href} leads to no page`);
      else if (anchor !== '' && !text.includes(`id="${decodeURIComponent(anchor)}"`)) {
        problems.add(`${page}: ${href} leads to no heading`);
      }
    }
  }
  report(`Links of the site (${count})`, [...problems]);
}

/** By what each page shows beside its text. */
function checkNavigation() {
  /** @type {Set<string>} */
  const reached = new Set(['/']);
  for (const { html } of pages.values()) {
    const [navigation = ''] = html.split('id="VPContent"');
    const sidebar = /<aside class="VPSidebar".*?<\/aside>/s.exec(html)?.[0] ?? '';
    for (const href of linksIn(`${navigation}${sidebar}`)) {
      reached.add(pathOf(href.split('#', 1)[0] ?? ''));
    }
    const choice = /<nav class="framework-switch".*?<\/nav>/s.exec(html)?.[0] ?? '';
    for (const href of linksIn(choice)) reached.add(pathOf(href));
  }
  const missing = [...pages.keys()].filter((page) => !reached.has(page));
  report(
    `Pages of the site (${pages.size})`,
    missing.map((page) => `${page}: in no navigation`),
  );
}

/** @param {string} html */
function linksIn(html) {
  return [...html.matchAll(/<a [^>]*?href="([^"]+)"/g)]
    .map(([, href = '']) => href.replaceAll('&amp;', '&'))
    .filter((href) => !/^[a-z]+:/.test(href));
}

/** @param {string} file */
function pathOf(file) {
  return file
    .replace(/\.html$/, '')
    .replace(/(^|\/)index$/, '$1')
    .replace(/(.)\/$/, '$1');
}
