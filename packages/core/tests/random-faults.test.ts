import { gatherNobody } from '@towline/suites/random-faults';
import { randomFaultsStory } from '@towline/suites/random-faults/story';

randomFaultsStory(gatherNobody, 60);
