import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import Home from './Home.vue';
import Layout from './Layout.vue';
import Playground from './playground/Playground.vue';
import StatesDiagram from './playground/StatesDiagram.vue';
import './style.css';

const theme: Theme = {
  extends: DefaultTheme,
  Layout,
  enhanceApp({ app }) {
    // Of pages with `layout: home`.
    app.component('home', Home);
    app.component('Playground', Playground);
    app.component('StatesDiagram', StatesDiagram);
  },
};

// VitePress asks for a default export.
export default theme;
