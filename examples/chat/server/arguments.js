// The command line.
import { parseArgs } from 'node:util';

export const USAGE = `Usage: node examples/chat/server.js [options]

  --port <number>   default 3000; 0 takes a free one
  --host <name>     default localhost; 0.0.0.0 lets other machines in
  --away <seconds>  how long a restart takes; default 3
  --help            this text
`;

export function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '3000' },
        host: { type: 'string', default: 'localhost' },
        away: { type: 'string', default: '3' },
        help: { type: 'boolean', default: false },
      },
    });
    if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) {
      throw new Error(`The port "${values.port}" is not a number from 0 to 65535.`);
    }
    if (!/^\d{1,3}$/.test(values.away)) {
      throw new Error(`The seconds "${values.away}" are not a number from 0 to 999.`);
    }
    return { ...values, port: Number(values.port), away: Number(values.away) };
  } catch (error) {
    return fail(`${/** @type {Error} */ (error).message}\n\n${USAGE}`);
  }
}

/** @param {string} message @returns {never} */
export function fail(message) {
  console.error(message);
  process.exit(1);
}
