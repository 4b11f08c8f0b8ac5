import { serverConformance } from '@towline/testing/conformance';
import { createSSRApp, h } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { components } from './components/index.js';

serverConformance({
  name: '@towline/vue',
  components: [
    'Status',
    'Fields',
    'Messages',
    'Reducer',
    'Countdown',
    'Outside',
    'Handed',
    'Account',
    'Listener',
    'Own',
    'Branch',
    'Trio',
    'Gap',
  ],
  render: (name, props) =>
    renderToString(createSSRApp({ render: () => h(components[name], { ...props }) })),
});
