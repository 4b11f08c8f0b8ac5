import { gatherNobody } from '@towline/testing/random-faults';
import { randomFaultsStory } from '@towline/testing/random-faults/story';

randomFaultsStory(gatherNobody, 60);
