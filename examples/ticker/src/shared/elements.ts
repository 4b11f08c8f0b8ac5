/** Lets the keyboard scroll a list: not all browsers see to that. */
export function scrollByKeys(list: unknown): void {
  if (list instanceof HTMLElement) list.tabIndex = 0;
}
