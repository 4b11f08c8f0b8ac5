import { installFaultPage, showSnapshots } from '@towline/testing/faults/page';

installFaultPage(showSnapshots);
