import { installFaultPage, showComponents } from '@towline/testing/faults/page';
import { binding } from './binding.js';

installFaultPage(showComponents(binding));
