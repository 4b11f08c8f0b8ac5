// The built page, read as a whole: what is not in it cannot be asked for.
import { fileURLToPath } from 'node:url';
import { readPages as readFolder, securityHeaders } from '../../shared/pages.js';

/** @typedef {import('../../shared/pages.js').Page} Page */

const DIST = fileURLToPath(new URL('../dist', import.meta.url));

// The socket may live in a worker.
export const SECURITY_HEADERS = securityHeaders(
  "img-src 'self'; connect-src 'self'; worker-src 'self'",
);

/** By path. Throws where nothing is built. */
export function readPages() {
  return readFolder(DIST, SECURITY_HEADERS);
}
