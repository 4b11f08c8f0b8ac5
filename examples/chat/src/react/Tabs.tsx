import type { KeyboardEvent, ReactNode } from 'react';
import { panelId, TABS, type Tab, tabByKey, tabId } from '../shared/tabs.js';

interface TabsProps {
  pane: string;
  tab: Tab;
  onTab: (tab: Tab) => void;
}

export function Tabs({ pane, tab, onTab }: TabsProps) {
  function onKeyDown(event: KeyboardEvent) {
    const next = tabByKey(tab, event.key);
    if (!next) return;
    event.preventDefault();
    onTab(next);
    document.getElementById(tabId(pane, next))?.focus();
  }

  return (
    <div className="tabs" role="tablist" aria-label="What to look at" onKeyDown={onKeyDown}>
      {TABS.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={tabId(pane, name)}
          aria-controls={panelId(pane, name)}
          aria-selected={name === tab}
          tabIndex={name === tab ? 0 : -1}
          onClick={() => onTab(name)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

interface PanelProps {
  pane: string;
  name: Tab;
  tab: Tab;
  children: ReactNode;
}

export function Panel({ pane, name, tab, children }: PanelProps) {
  return (
    <div
      className="panel"
      role="tabpanel"
      id={panelId(pane, name)}
      aria-labelledby={tabId(pane, name)}
      hidden={name !== tab}
    >
      {children}
    </div>
  );
}
