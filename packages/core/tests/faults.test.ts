import { showSnapshots } from '@towline/testing/faults';
import { faultStories } from '@towline/testing/faults/stories';

faultStories('core', showSnapshots);
