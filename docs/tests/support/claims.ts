// What examples say of themselves in comments: `// 'sent'`, `// true`, `// thrown`.
import { TowlineError } from '@towline/core';

interface Claim {
  readonly line: number;
  readonly expected: readonly unknown[];
  readonly found: unknown;
}

const claims: Claim[] = [];

/** In place of what has `// 'one' or 'other'` behind it: it is one of them. */
export function told<Value>(line: number, expected: readonly unknown[], value: Value): Value {
  claims.push({ line, expected, found: value });
  return value;
}

/** In place of a statement that has `// thrown` behind it. */
export function thrown(line: number, statement: () => unknown): void {
  try {
    statement();
  } catch (error) {
    claims.push({ line, expected: [true], found: error instanceof TowlineError });
    return;
  }
  claims.push({ line, expected: [true], found: false });
}

/** What was claimed since it was asked last. */
export function takeClaims(): readonly Claim[] {
  return claims.splice(0);
}
