import { createApp, defineComponent, h, nextTick, onMounted, onUpdated, watch } from 'vue';
import { rendered, rowShown, shown } from '../page/probe.js';

/** @typedef {import('../page/kit.js').Contender} Contender */

/**
 * @param {Contender} contender
 * @param {string} url
 * @param {number} work
 */
function createLast(contender, url, work) {
  return defineComponent(() => {
    const { last, count } = contender.useLast(url);
    const tell = () => shown(last.value, count.value);
    onMounted(tell);
    onUpdated(tell);
    return () => {
      rendered(work);
      return h('p', null, `${last.value} ${count.value}`);
    };
  });
}

/**
 * @param {Contender} contender
 * @param {unknown} shared
 * @param {readonly string[]} topics
 */
function createRows(contender, shared, topics) {
  const Row = defineComponent(
    (/** @type {{ topic: string }} */ { topic }) => {
      const last = contender.useRow(shared, topic);
      onUpdated(() => rowShown(topic, last.value));
      return () => {
        rendered();
        return h('p', null, last.value);
      };
    },
    { props: ['topic'] },
  );
  return defineComponent(() => {
    contender.useShared(shared);
    return () => topics.map((topic) => h(Row, { key: topic, topic }));
  });
}

/**
 * @param {Contender} contender
 * @param {unknown} shared
 * @param {() => void} opened
 */
function createGuest(contender, shared, opened) {
  return defineComponent(() => {
    const open = contender.useShared(shared);
    watch(
      open,
      () => {
        if (open.value) nextTick(opened);
      },
      { immediate: true },
    );
    return () => h('p', null, open.value ? 'open' : 'closed');
  });
}

/**
 * @param {Element} target
 * @param {import('vue').Component} component
 */
function mount(target, component) {
  const place = target.appendChild(document.createElement('div'));
  const app = createApp(component);
  app.mount(place);
  return () => {
    app.unmount();
    place.remove();
  };
}

/** @type {import('../page/kit.js').Kit['mountLast']} */
export function mountLast(target, contender, url, work) {
  return mount(target, createLast(contender, url, work));
}

/** @type {import('../page/kit.js').Kit['mountRows']} */
export function mountRows(target, contender, shared, topics) {
  return mount(target, createRows(contender, shared, topics));
}

/** @type {import('../page/kit.js').Kit['mountGuest']} */
export function mountGuest(target, contender, shared, opened) {
  return mount(target, createGuest(contender, shared, opened));
}
