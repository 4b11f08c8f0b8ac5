import { serverConformance } from '@towline/suites/conformance';
import { createSSRApp, h } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { components } from './components/index.js';

serverConformance({
  name: '@towline/vue',
  render: (name, props) =>
    renderToString(createSSRApp({ render: () => h(components[name], { ...props }) })),
});
