// The command line.
import { parseArgs } from 'node:util';

export const USAGE = `Usage: node examples/ticker/server.js [options]

  --port <number>  default 3100; 0 takes a free one
  --seed <number>  of the markets; default 1
  --help           this text
`;

export function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '3100' },
        seed: { type: 'string', default: '1' },
        help: { type: 'boolean', default: false },
      },
    });
    if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) {
      throw new Error(`The port "${values.port}" is not a number from 0 to 65535.`);
    }
    if (!/^\d{1,9}$/.test(values.seed)) {
      throw new Error(`The seed "${values.seed}" is not a number from 0 to 999999999.`);
    }
    return { help: values.help, port: Number(values.port), seed: Number(values.seed) };
  } catch (error) {
    return fail(`${/** @type {Error} */ (error).message}\n\n${USAGE}`);
  }
}

/** @param {string} message @returns {never} */
export function fail(message) {
  console.error(message);
  process.exit(1);
}
