import { installFaultPage, showSnapshots } from '@towline/testing/faults/page';
import { gatherNobody, installTalkerPage } from '@towline/testing/random-faults/page';

installFaultPage(showSnapshots);
installTalkerPage(gatherNobody);
