// @ts-check
/**
 * The ticker's server: node:http for the page, ws for the messages. protocol.ts tells what they say. It listens to this
 * machine alone.
 *
 * @import { Page } from './server/pages.js'
 */
import { fail, readArguments, USAGE } from './server/arguments.js';
import { HOST } from './server/limits.js';
import { createListener } from './server/listener.js';
import { readPages } from './server/pages.js';

const { help, port, seed } = readArguments();
if (help) {
  process.stdout.write(USAGE);
  process.exit(0);
}

const listener = createListener(readPagesOrFail(), seed);
const { http } = listener;
http.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
  if (error.code === 'EADDRINUSE') {
    fail(
      `Port ${port} is taken. Choose another one: --port ${port === 65_535 ? port - 1 : port + 1}`,
    );
  }
  if (error.code === 'EACCES') fail(`Port ${port} needs more rights. Choose one above 1023.`);
  fail(`Cannot listen on ${HOST}:${port}: ${error.message}`);
});
http.listen(port, HOST, () => {
  const address = http.address();
  if (typeof address === 'object') {
    console.log(`Towline ticker: http://${HOST}:${address?.port}`);
  }
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);

/** @returns {Map<string, Page>} */
function readPagesOrFail() {
  try {
    return readPages();
  } catch {
    return fail('The page is not built yet. Run: npm run build');
  }
}

function stop() {
  listener.close(1001, 'The server stops');
  // Whoever does not answer the close is cut off; who does keeps nobody waiting.
  setTimeout(() => listener.cut(), 500).unref();
}
