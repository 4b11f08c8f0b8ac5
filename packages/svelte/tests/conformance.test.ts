import { conformance } from '@towline/suites/conformance';
import { binding } from './binding.js';

conformance(binding);
