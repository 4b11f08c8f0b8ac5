import { flush } from '@towline/testing/vue';
import { describe } from 'vitest';
import { createApp } from 'vue';
import Chat from '../src/vue/Chat.vue';
import { tellStory } from './story.js';

describe('the chat in Vue', () => {
  tellStory({
    mount(target) {
      const app = createApp(Chat);
      app.mount(target);
      return () => app.unmount();
    },
    flush,
  });
});
