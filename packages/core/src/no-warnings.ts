// The other half of warnings.ts, for production: nothing, so that bundlers leave out the calls as well.

export function warn(_message: string): void {}

export function watchEnd(): (state: object) => void {
  return () => {};
}

export function watchFixedOptions(_initial: object): (options: object) => void {
  return () => {};
}
