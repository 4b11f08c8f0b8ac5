// Who takes part, and with what. Each is a file of its own in bench/contenders.

/** @typedef {'react' | 'vue' | 'svelte' | 'core'} Framework */

/**
 * @typedef {object} Contender
 * @property {string} name of its file
 * @property {string} title
 * @property {Framework} framework
 * @property {string} [package] its library
 * @property {boolean} [floor] the raw WebSocket, which the others of its framework are measured by
 * @property {boolean} [towline]
 * @property {boolean} [worker] its WebSocket is not on the page
 * @property {readonly Scene[]} scenes what it can take part in
 */

/** @typedef {'last' | 'rows' | 'guest' | 'sender' | 'node' | 'retry'} Scene */

/** @type {readonly Scene[]} */
const COMPONENTS = ['last', 'rows', 'guest'];

/** @type {readonly Contender[]} */
export const CONTENDERS = [
  {
    name: 'react-floor',
    title: 'raw WebSocket, `setState`',
    framework: 'react',
    floor: true,
    scenes: COMPONENTS,
  },
  {
    name: 'react-limit',
    title: 'the limit: shown ten times a second',
    framework: 'react',
    scenes: ['last'],
  },
  {
    name: 'react-use-websocket',
    title: 'react-use-websocket',
    framework: 'react',
    package: 'react-use-websocket',
    scenes: COMPONENTS,
  },
  {
    name: 'react-partysocket',
    title: 'partysocket/react',
    framework: 'react',
    package: 'partysocket',
    scenes: COMPONENTS,
  },
  {
    name: 'react-ahooks',
    title: 'ahooks',
    framework: 'react',
    package: 'ahooks',
    scenes: ['last', 'guest'],
  },
  {
    name: 'react-towline',
    title: 'Towline',
    framework: 'react',
    package: '@towline/react',
    towline: true,
    scenes: COMPONENTS,
  },
  {
    name: 'react-towline-worker',
    title: 'Towline in a worker',
    framework: 'react',
    package: '@towline/worker',
    towline: true,
    worker: true,
    scenes: ['last', 'rows'],
  },
  {
    name: 'vue-floor',
    title: 'raw WebSocket, `ref`',
    framework: 'vue',
    floor: true,
    scenes: COMPONENTS,
  },
  {
    name: 'vue-vueuse',
    title: 'VueUse',
    framework: 'vue',
    package: '@vueuse/core',
    scenes: COMPONENTS,
  },
  {
    name: 'vue-towline',
    title: 'Towline',
    framework: 'vue',
    package: '@towline/vue',
    towline: true,
    scenes: COMPONENTS,
  },
  {
    name: 'vue-towline-worker',
    title: 'Towline in a worker',
    framework: 'vue',
    package: '@towline/worker',
    towline: true,
    worker: true,
    scenes: ['last', 'rows'],
  },
  {
    name: 'svelte-floor',
    title: 'raw WebSocket, `$state`',
    framework: 'svelte',
    floor: true,
    scenes: COMPONENTS,
  },
  {
    name: 'svelte-websocket-store',
    title: 'svelte-websocket-store',
    framework: 'svelte',
    package: 'svelte-websocket-store',
    scenes: ['last', 'rows'],
  },
  {
    name: 'svelte-towline',
    title: 'Towline',
    framework: 'svelte',
    package: '@towline/svelte',
    towline: true,
    scenes: COMPONENTS,
  },
  {
    name: 'svelte-towline-worker',
    title: 'Towline in a worker',
    framework: 'svelte',
    package: '@towline/worker',
    towline: true,
    worker: true,
    scenes: ['last', 'rows'],
  },
  {
    name: 'core-floor',
    title: 'raw WebSocket',
    framework: 'core',
    floor: true,
    scenes: ['sender', 'node'],
  },
  {
    name: 'core-reconnecting-websocket',
    title: 'reconnecting-websocket',
    framework: 'core',
    package: 'reconnecting-websocket',
    scenes: ['sender', 'node', 'retry'],
  },
  {
    name: 'core-partysocket',
    title: 'partysocket',
    framework: 'core',
    package: 'partysocket',
    scenes: ['sender', 'node', 'retry'],
  },
  {
    name: 'core-towline',
    title: 'Towline',
    framework: 'core',
    package: '@towline/core',
    towline: true,
    scenes: ['sender', 'node', 'retry'],
  },
];
