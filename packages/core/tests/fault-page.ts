import { installFaultPage, showSnapshots } from '@towline/suites/faults/page';
import { gatherNobody, installTalkerPage } from '@towline/suites/random-faults/page';

installFaultPage(showSnapshots);
installTalkerPage(gatherNobody);
