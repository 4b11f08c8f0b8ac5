import { gatherNobody } from '@towline/testing/random-faults';
import { randomFaultsStory } from '@towline/testing/random-faults/story';
import { tellSoak } from './told.js';

randomFaultsStory(gatherNobody, 60, tellSoak);
