/** Props for `mount` that can be replaced; as they are, without proxies around their values. */
export function reactiveProps<Props extends object>(
  given: Props,
): { readonly props: Props; update(change: Partial<Props>): void } {
  let current = $state.raw(given);
  const props = new Proxy({} as Props, {
    get: (_, key) => Reflect.get(current, key),
    has: (_, key) => key in current,
    ownKeys: () => Reflect.ownKeys(current),
    getOwnPropertyDescriptor: (_, key) => Reflect.getOwnPropertyDescriptor(current, key),
  });
  return {
    props,
    update(change) {
      current = { ...current, ...change };
    },
  };
}
