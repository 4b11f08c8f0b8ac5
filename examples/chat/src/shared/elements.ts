/**
 * Keeps the end of a list in view, unless somebody has scrolled up to read, and lets the keyboard
 * scroll it: not all browsers see to that. Returns how to stop.
 */
export function stickToEnd(list: HTMLElement): () => void {
  let stuck = true;
  const noticeScroll = () => {
    stuck = list.scrollHeight - list.scrollTop - list.clientHeight < 48;
  };
  const scroll = () => {
    if (stuck) list.scrollTop = list.scrollHeight;
  };
  const added = new MutationObserver(scroll);
  const resized = new ResizeObserver(scroll);
  list.tabIndex = 0;
  list.addEventListener('scroll', noticeScroll, { passive: true });
  added.observe(list, { childList: true, subtree: true });
  resized.observe(list);
  scroll();
  return () => {
    list.removeEventListener('scroll', noticeScroll);
    added.disconnect();
    resized.disconnect();
  };
}

/** Enter sends; Shift+Enter is a new line; an Enter that ends a composition (Japanese, …) is neither. */
export function isSendKey(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !event.shiftKey && !event.isComposing;
}

/** Marks the pane in view in the navigation of narrow screens. */
export function followPanes(nav: HTMLElement, panes: Iterable<Element>): void {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const link = nav.querySelector(`a[href="#${target.id}"]`);
        if (isIntersecting) link?.setAttribute('aria-current', 'true');
        else link?.removeAttribute('aria-current');
      }
    },
    { threshold: 0.6 },
  );
  for (const pane of panes) observer.observe(pane);
}
