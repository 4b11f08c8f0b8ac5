/**
 * Keeps the end of a list in view, unless somebody has scrolled up to read, and lets the keyboard
 * scroll it: not all browsers see to that. Returns how to stop.
 */
export function stickToEnd(list: HTMLElement): () => void {
  let stuck = true;
  let top = 0;
  const noticeScroll = () => {
    const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 48;
    // What grew meanwhile, as a picture does, is not somebody who scrolled up.
    if (isAtEnd || list.scrollTop < top) stuck = isAtEnd;
    top = list.scrollTop;
  };
  const scroll = () => {
    if (stuck) list.scrollTop = list.scrollHeight;
  };
  const added = new MutationObserver(scroll);
  const resized = new ResizeObserver(scroll);
  list.tabIndex = 0;
  list.addEventListener('scroll', noticeScroll, { passive: true });
  // A picture has its height only once it is there; its event does not bubble.
  list.addEventListener('load', scroll, true);
  added.observe(list, { childList: true, subtree: true });
  resized.observe(list);
  scroll();
  return () => {
    list.removeEventListener('scroll', noticeScroll);
    list.removeEventListener('load', scroll, true);
    added.disconnect();
    resized.disconnect();
  };
}

/**
 * Keeps the keyboard's place among some buttons when the focused one goes away: else it would begin
 * again at the top of the page. Returns how to stop.
 */
export function keepFocus(buttons: HTMLElement): () => void {
  let focused: EventTarget | null = null;
  const noticeFocus = ({ target }: FocusEvent) => {
    focused = target;
  };
  const noticeBlur = ({ target }: FocusEvent) => {
    // Some browsers say so of an element that is removed, too: that is seen below, before this.
    setTimeout(() => {
      if (focused === target && document.activeElement !== target) focused = null;
    });
  };
  const removed = new MutationObserver((changes) => {
    const isGone = changes.some(({ removedNodes }) => [...removedNodes].includes(focused as Node));
    // Not one of the others: what is pressed a moment too late must do nothing.
    if (isGone && document.activeElement === document.body) buttons.focus();
  });
  buttons.tabIndex = -1;
  buttons.addEventListener('focusin', noticeFocus);
  buttons.addEventListener('focusout', noticeBlur);
  removed.observe(buttons, { childList: true });
  return () => {
    buttons.removeEventListener('focusin', noticeFocus);
    buttons.removeEventListener('focusout', noticeBlur);
    removed.disconnect();
  };
}

/** Lets the keyboard scroll a panel: not all browsers see to that. */
export function scrollByKeys(panel: unknown): void {
  if (panel instanceof HTMLElement) panel.tabIndex = 0;
}

/** Enter sends; Shift+Enter is a new line; an Enter that ends a composition (Japanese, …) is neither. */
export function isSendKey(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !event.shiftKey && !event.isComposing;
}

/** Files can be dropped where something takes them; elsewhere they must not replace the page. */
export function guardDrops(page: Document): void {
  for (const type of ['dragover', 'drop'] as const) {
    page.addEventListener(type, (event) => {
      const { dataTransfer, target } = event;
      if (!dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      const taken = target instanceof Element && target.closest('.composer');
      if (!taken) dataTransfer.dropEffect = 'none';
    });
  }
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
