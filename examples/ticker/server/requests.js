// What is asked of every request, and how it is refused.
import { refuseWith } from '../../shared/requests.js';
import { SECURITY_HEADERS } from './pages.js';

export { isSameOrigin, urlOf } from '../../shared/requests.js';

export const refuse = refuseWith(SECURITY_HEADERS);
