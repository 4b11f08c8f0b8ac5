// @vitest-environment node
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createElement, type FunctionComponent } from 'react';
import { renderToString as renderReact } from 'react-dom/server';
import type { Component as SvelteComponent } from 'svelte';
import { render as renderSvelte } from 'svelte/server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSSRApp, type Component as VueComponent } from 'vue';
import { renderToString as renderVue } from 'vue/server-renderer';
import { FRAMEWORKS, type Framework } from '../../theme/framework';
import { loadDemo } from '../../theme/playground/demo';

const DEMOS = readdirSync(join(import.meta.dirname, '..'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'tests')
  .map(({ name }) => name);

const renderers: Readonly<Record<Framework, (component: unknown) => string | Promise<string>>> = {
  react: (component) => renderReact(createElement(component as FunctionComponent)),
  vue: (component) => renderVue(createSSRApp(component as VueComponent)),
  svelte: (component) => renderSvelte(component as SvelteComponent).body,
};

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(DEMOS)('the demo of %s on a server', (name) => {
  it.each(FRAMEWORKS)('listens to nothing in %s, where nobody would stop it', async (framework) => {
    const { socket, component } = await loadDemo(name);
    const on = vi.spyOn(socket, 'on');
    const subscribe = vi.spyOn(socket, 'subscribe');
    const html = await renderers[framework](await component(framework));
    expect(html).toContain('connecting');
    expect(on).not.toHaveBeenCalled();
    expect(subscribe).not.toHaveBeenCalled();
  });
});
