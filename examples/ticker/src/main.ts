import './style.css';
import { createSettings, type SettingsStore } from './shared/settings.js';

/** Puts a ticker into the page. Returns how to take it away. */
type Mount = (target: HTMLElement, settings: SettingsStore) => () => void;

/** One at a time: three of them would share one page's time. */
const FRAMEWORKS: Readonly<Record<string, () => Promise<{ readonly mount: Mount }>>> = {
  react: () => import('./react/main.js'),
  vue: () => import('./vue/main.js'),
  svelte: () => import('./svelte/main.js'),
};

const settings = createSettings();
const main = find('ticker');
let shown = '';
let unmount = () => {};

window.addEventListener('hashchange', show);
show();

async function show() {
  const asked = location.hash.slice(1);
  const name = asked in FRAMEWORKS ? asked : 'react';
  if (name === shown) return;
  shown = name;
  for (const link of document.querySelectorAll('#frameworks a')) {
    if (link.getAttribute('href') === `#${name}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  const framework = await FRAMEWORKS[name]?.();
  // Another one may have been chosen meanwhile.
  if (!framework || name !== shown) return;
  unmount();
  document.documentElement.dataset['framework'] = name;
  unmount = framework.mount(main, settings);
}

function find(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}.`);
  return element;
}
