import { afterEach } from 'vitest';
import { type EffectScope, effectScope } from 'vue';

/** Runs functions in scopes of their own, as Pinia does: there is no component. They end with the test. */
export function setScopes(): <Result>(setup: () => Result) => {
  readonly result: Result;
  readonly scope: EffectScope;
} {
  const scopes: EffectScope[] = [];
  afterEach(() => {
    for (const scope of scopes.splice(0)) scope.stop();
  });
  return <Result>(setup: () => Result) => {
    const scope = effectScope(true);
    scopes.push(scope);
    return { result: scope.run(setup) as Result, scope };
  };
}
