import { showComponents } from '@towline/testing/faults';
import { faultStories } from '@towline/testing/faults/stories';
import { binding } from './binding.js';

faultStories('vue', showComponents(binding));
