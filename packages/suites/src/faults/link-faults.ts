import { BACK_AT_ONCE, type Fault, LEFT_BY_HEARTBEAT, type Stage } from './fault.js';

/** ms, shorter than the heartbeat takes to give a link up. */
const SHORT = 200;
/** Bytes per second, and how many have to come through. */
const RATE = 3000;
export const SLOW_BYTES = 300;

function open(
  name: string,
  how: string,
  strike: (stage: Stage) => unknown,
  expected: Fault['expected'],
): Fault {
  return { name, how, meets: 'open connection', strike, expected };
}

const lateNews = 'late news';

/** What networks do to a connection that is open. */
export const LINK_FAULTS: readonly Fault[] = [
  open('a cut', 'FIN to both ends', ({ link }) => link.cut(), BACK_AT_ONCE),
  open('a reset', 'RST to both ends', ({ link }) => link.reset(), BACK_AT_ONCE),
  open(
    'a half-open connection',
    'what either end says is lost, nothing is closed',
    ({ link }) => link.halfOpen(),
    LEFT_BY_HEARTBEAT,
  ),
  {
    ...open(
      'a stall that is longer than the heartbeat waits',
      'nothing gets through, and all of it is delivered when the link was left',
      ({ link, end }) => {
        link.stall();
        end.socket.send(lateNews);
      },
      LEFT_BY_HEARTBEAT,
    ),
    mend: ({ link }) => link.mend(),
  },
  {
    ...open(
      'a stall on the way to the server alone',
      'the server hears nothing; what it says arrives',
      ({ link }) => link.stall(undefined, 'server'),
      LEFT_BY_HEARTBEAT,
    ),
    mend: ({ link }) => link.mend(),
  },
  {
    ...open(
      'a stall on the way to the client alone',
      'the client hears nothing; what it says arrives',
      ({ link, end }) => {
        link.stall(undefined, 'client');
        end.socket.send(lateNews);
      },
      LEFT_BY_HEARTBEAT,
    ),
    mend: ({ link }) => link.mend(),
  },
  {
    ...open(
      'a stall that ends before the heartbeat does',
      `nothing gets through for ${SHORT} ms, and then all of it`,
      ({ link }) => link.stall(SHORT),
      { outcome: 'lives on', within: SHORT },
    ),
    beats: true,
  },
  open(
    'a slow link',
    `${RATE} bytes per second each way, and ${SLOW_BYTES} to carry`,
    ({ link }) => link.slow(RATE),
    { outcome: 'lives on', within: (2 * SLOW_BYTES * 1000) / RATE },
  ),
  open(
    'a link that delivers byte by byte',
    'every byte in a write of its own',
    ({ link }) => link.split(),
    { outcome: 'lives on', within: null },
  ),
];
