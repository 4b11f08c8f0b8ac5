/** Whether React shall expect `act`; returns what it expected before. */
export function expectAct(expected: boolean | undefined): boolean | undefined {
  const place = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean | undefined };
  const before = place.IS_REACT_ACT_ENVIRONMENT;
  place.IS_REACT_ACT_ENVIRONMENT = expected;
  return before;
}
