import { describe } from 'vitest';
import type { Binding } from './binding.js';
import { comingBackStories } from './coming-back.js';
import { contextStories } from './context.js';
import { countdownStories } from './countdown.js';
import { destinationStories } from './destination.js';
import { foldStories } from './folds.js';
import { hydrationStories } from './hydration.js';
import { isolationStories } from './isolation.js';
import { lifetimeStories } from './lifetime.js';
import { manyStories } from './many.js';
import { messageStories } from './messages.js';
import { renderingStories } from './rendering.js';
import { sendingStories } from './sending.js';
import { setStage } from './stage.js';
import { statusStories } from './status.js';
import { switchStories } from './switch.js';
import { togetherStories } from './together.js';
import { topicStories } from './topics.js';
import { userStories } from './user.js';

/** What every binding does alike, driven by small components of each. Needs a page. */
export function conformance(binding: Binding): void {
  describe(binding.name, () => {
    const stage = setStage(binding);
    describe('lifetime', () => lifetimeStories(stage));
    describe('coming back', () => comingBackStories(stage));
    describe("the user's word", () => userStories(stage));
    describe('status', () => statusStories(stage));
    describe('messages', () => messageStories(stage));
    describe('folds and logs', () => foldStories(stage));
    describe('topics and channels', () => topicStories(stage));
    describe('countdown', () => countdownStories(stage));
    describe('rendering', () => renderingStories(stage));
    describe('sending', () => sendingStories(stage));
    describe('destination', () => destinationStories(stage));
    describe('off and on', () => switchStories(stage));
    describe('context', () => contextStories(stage));
    describe('isolation', () => isolationStories(stage));
    describe('together', () => togetherStories(stage));
    describe('many', () => manyStories(stage));
    describe('hydration', () => hydrationStories(stage));
  });
}
