import { createElement, memo, useEffect, useLayoutEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { rendered, rowShown, shown } from '../page/probe.js';

/** @typedef {import('../page/kit.js').Contender} Contender */

/** @param {{ contender: Contender, url: string, work: number }} props */
function Last({ contender, url, work }) {
  const { last, count } = contender.useLast(url);
  rendered(work);
  useLayoutEffect(() => shown(last, count));
  return createElement('p', null, last, ' ', count);
}

const Row = memo(
  /** @param {{ contender: Contender, shared: unknown, topic: string }} props */
  function Row({ contender, shared, topic }) {
    const last = contender.useRow(shared, topic);
    rendered();
    useLayoutEffect(() => rowShown(topic, last));
    return createElement('p', null, last);
  },
);

/** @param {{ contender: Contender, shared: unknown, topics: readonly string[] }} props */
function Rows({ contender, shared, topics }) {
  contender.useShared(shared);
  return topics.map((topic) => createElement(Row, { key: topic, contender, shared, topic }));
}

/** @param {{ contender: Contender, shared: unknown, opened: () => void }} props */
function Guest({ contender, shared, opened }) {
  const open = contender.useShared(shared);
  useEffect(() => {
    if (open) opened();
  }, [open, opened]);
  return createElement('p', null, open ? 'open' : 'closed');
}

/**
 * How many values a state had, for contenders that have the last message alone: as cheap as can be, without a render of
 * its own.
 *
 * @param {string | null} last
 */
export function useSeen(last) {
  const seen = useRef({ last: /** @type {string | null} */ (null), count: 0 });
  if (last !== seen.current.last) seen.current = { last, count: seen.current.count + 1 };
  return seen.current.count;
}

/**
 * @param {Element} target
 * @param {import('react').ReactNode} element
 */
function mount(target, element) {
  const place = target.appendChild(document.createElement('div'));
  const root = createRoot(place);
  flushSync(() => root.render(element));
  return () => {
    flushSync(() => root.unmount());
    place.remove();
  };
}

/** @type {import('../page/kit.js').Kit['mountLast']} */
export function mountLast(target, contender, url, work) {
  return mount(target, createElement(Last, { contender, url, work }));
}

/** @type {import('../page/kit.js').Kit['mountRows']} */
export function mountRows(target, contender, shared, topics) {
  return mount(target, createElement(Rows, { contender, shared, topics }));
}

/** @type {import('../page/kit.js').Kit['mountGuest']} */
export function mountGuest(target, contender, shared, opened) {
  return mount(target, createElement(Guest, { contender, shared, opened }));
}
