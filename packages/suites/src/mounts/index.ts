export { type Mount, type MountedName, offerMounts } from './offer-mounts.js';
