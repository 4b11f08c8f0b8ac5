import { render } from '@testing-library/react';
import { flush } from '@towline/testing/react';
import { describe } from 'vitest';
import { Chat } from '../src/react/Chat.js';
import { tellStory } from './story.js';

describe('the chat in React', () => {
  tellStory({
    mount: (container) => render(<Chat />, { container }).unmount,
    flush,
  });
});
