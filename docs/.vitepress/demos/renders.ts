/**
 * Shows in `element` how often the section around it was rendered, which itself renders nothing: a framework writes what it has
 * rendered to the page at once.
 */
export function showRenders(element: Element | null): (() => void) | undefined {
  const section = element?.closest('section');
  if (!element || !section) return;
  let renders = 1;
  element.textContent = '1';
  const observer = new MutationObserver((records) => {
    if (records.every(({ target }) => element.contains(target))) return;
    renders += 1;
    element.textContent = String(renders);
  });
  observer.observe(section, { subtree: true, childList: true, characterData: true });
  return () => observer.disconnect();
}
