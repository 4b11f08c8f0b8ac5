/** The other half of development.ts, which does nothing: package.json chooses. */
export function warn(_message: string): void {}

export function watchFixedOptions(_initial: object): (options: object) => void {
  return nothing;
}

export function createEndWarning(): (state: object) => void {
  return nothing;
}

function nothing() {}
