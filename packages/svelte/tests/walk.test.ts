import { walkThrough } from '@towline/suites/walks';
import { binding } from './binding.js';

walkThrough(binding);
