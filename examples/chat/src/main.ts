import './style.css';
import { mount as mountReact } from './react/main.js';
import { followPanes, guardDrops } from './shared/elements.js';
import { mount as mountSvelte } from './svelte/main.js';
import { mount as mountVue } from './vue/main.js';

mountReact(find('react-chat'));
mountVue(find('vue-chat'));
mountSvelte(find('svelte-chat'));
guardDrops(document);
followPanes(find('pane-nav'), document.querySelectorAll('.pane'));

function find(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}.`);
  return element;
}
