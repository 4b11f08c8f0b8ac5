export type { Display, FaultClient, Show, Sighting } from './client.js';
export { showSnapshots, startClient } from './client.js';
export { showComponents } from './component.js';
export {
  configuredFor,
  type Expected,
  expectedOn,
  type Fault,
  type Platform,
  SETTINGS,
  type Stage,
  sentenceOf,
} from './fault.js';
export { type FaultProxy, type FaultProxyOptions, startFaultProxy } from './fault-proxy.js';
export { type Answer, type FaultServer, type ServerEnd, startFaultServer } from './fault-server.js';
export { FAULTS } from './faults.js';
export type { Direction, LinkFaults, ProxyLink } from './link.js';
export { type ClientOutcomes, keepOutcomes } from './outcomes.js';
export {
  type Observed,
  type Outcome,
  type RemoteClient,
  runFault,
  type StartClient,
} from './run-fault.js';
export { isGreen, lateness, observationOf } from './verdict.js';
