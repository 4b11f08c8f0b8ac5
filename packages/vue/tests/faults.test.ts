import { showComponents } from '@towline/suites/faults';
import { faultStories } from '@towline/suites/faults/stories';
import { binding } from './binding.js';

faultStories('vue', showComponents(binding));
