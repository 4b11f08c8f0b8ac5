/// <reference types="node" />
import fc from 'fast-check';

/** What a run of one kind of walks is told, by `npm test`, by `npm run walk`, or by nobody. */
export interface Run {
  readonly kind: string;
  readonly seed: number;
  readonly numRuns: number;
  /** One walk of them, as a failure printed it. */
  readonly path?: string;
}

/**
 * `WALKS`: how many in all. `WALK_SEED`: where they begin. `WALK_KIND` and `WALK_PATH`: one kind only, and
 * one walk of it.
 */
const {
  WALKS,
  WALK_SEED = String(Math.floor(Math.random() * 0x7fffffff)),
  WALK_KIND,
  WALK_PATH,
} = process.env;

/**
 * The runs of this time: half of the walks are of the first kind.
 *
 * @param usual how many, unless told otherwise
 */
export function runsOf(kinds: readonly string[], usual: number): Run[] {
  const all = Number(WALKS ?? usual);
  const others = kinds.length - 1;
  const share = WALK_KIND || others === 0 ? all : Math.floor(all / 2 / others);
  return kinds
    .map((kind, index) => ({
      kind,
      seed: Number(WALK_SEED),
      numRuns: index > 0 || WALK_KIND || others === 0 ? share : all - share * others,
      ...(WALK_PATH ? { path: WALK_PATH } : {}),
    }))
    .filter(({ kind }) => !WALK_KIND || kind === WALK_KIND);
}

/** Throws with the command that walks the same way again. */
export async function check<Ts>(
  property: fc.IAsyncPropertyWithHooks<Ts>,
  { kind, ...parameters }: Run,
): Promise<void> {
  const details = await fc.check(property, parameters);
  if (!details.failed) return;
  const { seed, numRuns, counterexample, counterexamplePath, errorInstance } = details;
  const message = [
    `Walk ${numRuns} of ${parameters.numRuns} (${kind}): ${errorInstance}`,
    `The same again: npm run walk -- --seed ${seed} --kind "${kind}" --path ${counterexamplePath}`,
    JSON.stringify(counterexample),
  ].join('\n');
  throw new Error(message, { cause: errorInstance });
}
