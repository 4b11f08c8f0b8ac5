import { installFaultPage, showComponents } from '@towline/suites/faults/page';
import { gatherComponents, installTalkerPage } from '@towline/suites/random-faults/page';
import { binding } from './binding.js';

installFaultPage(showComponents(binding));
installTalkerPage(gatherComponents(binding));
