import { flush } from '@towline/testing/svelte';
import { mount, unmount } from 'svelte';
import { describe } from 'vitest';
import Chat from '../src/svelte/Chat.svelte';
import { tellStory } from './story.js';

describe('the chat in Svelte', () => {
  tellStory({
    mount(target) {
      const component = mount(Chat, { target });
      return () => void unmount(component);
    },
    flush,
  });
});
