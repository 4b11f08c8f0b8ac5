import { serverConformance } from '@towline/suites/conformance';
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { components } from './components/index.js';

serverConformance({
  name: '@towline/svelte',
  async render(name, props) {
    const component = (components as Record<string, unknown>)[name] as Component<typeof props>;
    return render(component, { props }).body;
  },
});
