// What every contender and every framework's kit has, so that a scenario need not know which it is.

/**
 * One file of bench/contenders: the way its library is used, as its documentation shows it. What the functions return is
 * what is usual in its framework: values in React, refs in Vue, getters in Svelte.
 *
 * @typedef {object} Contender
 * @property {'react' | 'vue' | 'svelte'} framework
 * @property {(url: string) => any} useLast a connection of the component's own: the last message, and how many there were
 * @property {(url: string) => any} createShared what many components use at once
 * @property {(shared: any, topic: string) => any} useRow the last message of a topic
 * @property {(shared: any) => any} useShared keeps it open; whether it is
 */

/**
 * A contender without a framework, also in Node: it sends before it is open, and comes back by itself.
 *
 * @typedef {object} CoreContender
 * @property {(url: string, handlers?: Handlers) => CoreClient} createClient
 */

/**
 * @typedef {object} CoreClient
 * @property {(text: string) => void} send
 * @property {() => boolean} isOpen
 * @property {() => void} close
 */

/**
 * @typedef {object} Handlers
 * @property {() => void} [opened]
 * @property {(text: string) => void} [message]
 */

/**
 * One file of bench/frameworks: the components, the same for all contenders. They return how to unmount.
 *
 * @typedef {object} Kit
 * @property {(target: Element, contender: Contender, url: string, work: number) => () => void} mountLast
 * @property {(target: Element, contender: Contender, shared: unknown, topics: readonly string[]) => () => void} mountRows
 * @property {(target: Element, contender: Contender, shared: unknown, opened: () => void) => () => void} mountGuest at once
 */

export {};
