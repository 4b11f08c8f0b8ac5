import { gatherComponents } from '@towline/suites/random-faults';
import { randomFaultsStory } from '@towline/suites/random-faults/story';
import { binding } from './binding.js';

randomFaultsStory(gatherComponents(binding), 40);
