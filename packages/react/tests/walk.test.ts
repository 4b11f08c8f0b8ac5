import { walkThrough } from '@towline/testing/walks';
import { binding } from './binding.js';

walkThrough(binding);
