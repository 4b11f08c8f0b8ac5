import { serverConformance } from '@towline/suites/conformance';
import { type ComponentType, createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { components } from './components/index.js';

serverConformance({
  name: '@towline/react',
  async render(name, props) {
    return renderToString(createElement(components[name] as ComponentType<typeof props>, props));
  },
});
