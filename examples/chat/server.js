// @ts-check
/**
 * The chat's server: node:http for the page and the tokens, ws for the socket. PROTOCOL.md tells what
 * they say; this file starts, restarts and stops it.
 *
 * @import { Listener } from './server/listener.js'
 * @import { Page } from './server/pages.js'
 */
import { createAnswers } from './server/answers.js';
import { fail, readArguments, USAGE } from './server/arguments.js';
import { PING_MS } from './server/limits.js';
import { createListener } from './server/listener.js';
import { readPages } from './server/pages.js';
import { createRoom } from './server/room.js';
import { createTokens } from './server/tokens.js';

const at = readArguments();
if (at.help) {
  process.stdout.write(USAGE);
  process.exit(0);
}

// What a restart leaves as it is.
const room = createRoom();
const tokens = createTokens();
const answer = createAnswers(tokens);

/** What listens at present, and would have to be closed. @type {Listener | null} */
let listening = null;
/** @type {NodeJS.Timeout | undefined} */
let comingBack;
const pinging = setInterval(() => listening?.ping(), PING_MS);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
listen();

function listen() {
  const { port, host } = at;
  const pages = readPagesOrFail();
  const listener = createListener((request, response) => answer(pages, request, response), {
    room,
    tokens,
    restart,
  });
  const { http } = listener;
  http.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
    if (error.code === 'EADDRINUSE') {
      fail(
        `Port ${port} is taken. Choose another one: --port ${port === 65_535 ? port - 1 : port + 1}`,
      );
    }
    if (error.code === 'EACCES') fail(`Port ${port} needs more rights. Choose one above 1023.`);
    fail(`Cannot listen on ${host}:${port}: ${error.message}`);
  });
  http.listen(port, host, () => {
    const address = http.address();
    if (typeof address === 'object' && address) at.port = address.port;
    const shown = host.includes(':') ? `[${host}]` : host;
    console.log(`Towline chat: http://${shown}:${at.port}`);
  });
  listening = listener;
}

/** @returns {Map<string, Page>} */
function readPagesOrFail() {
  try {
    return readPages();
  } catch {
    return fail('The page is not built yet. Run: npm run build');
  }
}

/** Really gone for a while; only the room's memory stays. */
function restart() {
  if (!listening) return;
  console.log(`Restarting; back in ${at.away} s.`);
  listening.cut();
  listening = null;
  comingBack = setTimeout(listen, at.away * 1000);
}

function stop() {
  clearTimeout(comingBack);
  clearInterval(pinging);
  const last = listening;
  listening = null;
  last?.close(1001, 'The server stops');
  // Whoever does not answer the close is cut off; who does keeps nobody waiting.
  setTimeout(() => last?.cut(), 500).unref();
}
