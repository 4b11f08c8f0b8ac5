import { conformance } from '@towline/testing/conformance';
import { binding } from './binding.js';

conformance(binding);
