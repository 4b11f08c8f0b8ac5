export { type FaultProxy, type FaultProxyOptions, startFaultProxy } from './fault-proxy.js';
export type { Direction, LinkFaults, ProxyLink } from './link.js';
