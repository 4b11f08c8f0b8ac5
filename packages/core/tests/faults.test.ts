import { showSnapshots } from '@towline/suites/faults';
import { faultStories } from '@towline/suites/faults/stories';

faultStories('core', showSnapshots);
