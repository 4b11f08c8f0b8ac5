// Says which mutant survived, or looped for ever, as soon as that is known: a whole run takes long.

const TOLD = ['Survived', 'NoCoverage', 'Timeout', 'RuntimeError'];

class SurvivorReporter {
  /** @param {import('@stryker-mutator/api/core').MutantResult} mutant */
  onMutantTested({ status, fileName, location, mutatorName, replacement = '' }) {
    if (!TOLD.includes(status)) return;
    const { line, column } = location.start;
    console.log(`${status} ${fileName}:${line}:${column} ${mutatorName} => ${replacement}`);
  }
}

export const strykerPlugins = [
  { kind: 'Reporter', name: 'survivors', injectableClass: SurvivorReporter },
];
