import { gatherComponents } from '@towline/testing/random-faults';
import { randomFaultsStory } from '@towline/testing/random-faults/story';
import { binding } from './binding.js';

randomFaultsStory(gatherComponents(binding), 40);
