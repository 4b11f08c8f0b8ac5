// The built page, read as a whole: what is not in it cannot be asked for.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/** @typedef {{ body: Buffer, headers: Record<string, string> & { ETag: string } }} Page */

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** @param {string} sources what the page may load besides its own scripts and styles, as Content-Security-Policy says it */
export function securityHeaders(sources) {
  return {
    'Content-Security-Policy': `default-src 'none'; script-src 'self'; style-src 'self'; ${sources}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}

/**
 * By path. Throws where nothing is built.
 *
 * @param {string} folder
 * @param {Readonly<Record<string, string>>} securityHeaders
 */
export function readPages(folder, securityHeaders) {
  /** @type {Map<string, Page>} */
  const pages = new Map();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, file).split(sep).join('/')}`;
    const body = readFileSync(file);
    pages.set(path === '/index.html' ? '/' : path, {
      body,
      headers: {
        ...securityHeaders,
        'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
        // The build puts a hash of the content in the names of assets, and in no others.
        'Cache-Control': path.startsWith('/assets/')
          ? 'public, max-age=31536000, immutable'
          : 'no-cache',
        ETag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`,
      },
    });
  }
  return pages;
}
