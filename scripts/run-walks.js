// `npm run walk`: random walks in pieces, on both cores, each piece in a process of its own, so that
// memory stays bounded. `-- --seed N --runs N` chooses where they begin and how many there are;
// `-- --binding react` (vue, svelte, all) walks through components. A failure prints how to walk it again.
import { parseArgs } from 'node:util';
import { run } from './support/run.js';

/** Where the walks are, and how many a piece has: some tens of seconds. */
const WALKS = {
  core: { file: 'packages/core/tests/walk.test.ts', piece: 4000 },
  react: { file: 'packages/react/tests/walk.test.ts', piece: 1000 },
  vue: { file: 'packages/vue/tests/walk.test.ts', piece: 1000 },
  svelte: { file: 'packages/svelte/tests/walk.test.ts', piece: 1000 },
};

/** @typedef {keyof typeof WALKS} Project */

const CORES = 2;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 0x7fffffff)) },
    runs: { type: 'string', default: '200000' },
    binding: { type: 'string' },
    // One kind of walks, and one walk of it: as a failure prints them.
    kind: { type: 'string' },
    path: { type: 'string' },
  },
});
const seed = whole('seed', values.seed);
const runs = values.path ? 1 : whole('runs', values.runs);
const projects = chosen(values.binding);

/** @type {{ project: Project, seed: number, runs: number }[]} */
const pieces = projects.flatMap((project) => {
  const share = Math.ceil(runs / projects.length);
  const { piece } = WALKS[project];
  return Array.from({ length: Math.ceil(share / piece) }, (_, index) => ({
    project,
    // Whoever gives the same seed walks the same ways.
    seed: (seed + index) % 0x7fffffff,
    runs: Math.min(piece, share - index * piece),
  }));
});

const started = performance.now();
let done = 0;
let failures = 0;
console.log(`Walks: ${runs} of ${projects.join(', ')}, seed ${seed}`);
await Promise.all(Array.from({ length: CORES }, work));
console.log(`Walks: ${progress()}, seed ${seed}, ${failures} failed`);
process.exitCode = failures > 0 ? 1 : 0;

/** Walks one piece after another, until there is none or one has failed. */
async function work() {
  for (let piece = pieces.shift(); piece && failures === 0; piece = pieces.shift()) {
    const { ok, output } = await walk(piece);
    if (ok) {
      done += piece.runs;
      console.log(progress());
    } else {
      failures += 1;
      console.log(output);
    }
  }
}

/** @param {(typeof pieces)[number]} piece */
function walk({ project, ...piece }) {
  const { kind, path } = values;
  return run('vitest', ['run', '--project', project, WALKS[project].file], {
    WALKS: String(piece.runs),
    WALK_SEED: String(piece.seed),
    ...(kind ? { WALK_KIND: kind } : {}),
    ...(path ? { WALK_PATH: path } : {}),
  });
}

function progress() {
  const seconds = (performance.now() - started) / 1000;
  return `${done} runs in ${seconds.toFixed(0)} s, ${(done / seconds).toFixed(0)} walks per second`;
}

/**
 * @param {string} name
 * @param {string} text
 */
function whole(name, text) {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0) return number;
  console.error(`--${name} is a whole number, not ${text}.`);
  process.exit(2);
}

/**
 * @param {string | undefined} binding
 * @returns {Project[]}
 */
function chosen(binding) {
  if (binding === undefined) return ['core'];
  if (binding === 'all') return ['react', 'vue', 'svelte'];
  if (binding === 'react' || binding === 'vue' || binding === 'svelte') return [binding];
  console.error(`No binding ${binding}; there are react, vue, svelte and all.`);
  process.exit(2);
}
