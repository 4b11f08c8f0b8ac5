import { describePages } from '../support/describe-pages.js';
import { GROUPS } from '../support/groups.js';

describePages(GROUPS.guides);
