import { installFaultPage, showComponents } from '@towline/testing/faults/page';
import { gatherComponents, installTalkerPage } from '@towline/testing/random-faults/page';
import { binding } from './binding.js';

installFaultPage(showComponents(binding));
installTalkerPage(gatherComponents(binding));
