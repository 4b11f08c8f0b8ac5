/** What a pane can show between its head and its composer. */
export const TABS = ['Messages', 'Handshake', 'States'] as const;
export type Tab = (typeof TABS)[number];

/** Arrow keys, Home and End go through the tabs; null: another key. */
export function tabByKey(tab: Tab, key: string): Tab | null {
  const last = TABS.length - 1;
  const index = TABS.indexOf(tab);
  switch (key) {
    case 'ArrowRight':
      return TABS[index === last ? 0 : index + 1] ?? null;
    case 'ArrowLeft':
      return TABS[index === 0 ? last : index - 1] ?? null;
    case 'Home':
      return TABS[0];
    case 'End':
      return TABS[last] ?? null;
    default:
      return null;
  }
}

/** The ids that join a tab with its panel; `pane` is the pane's own. */
export const tabId = (pane: string, tab: Tab) => `${pane}-tab-${tab}`;
export const panelId = (pane: string, tab: Tab) => `${pane}-panel-${tab}`;
