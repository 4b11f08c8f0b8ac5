export { conformance } from './conformance.js';
export { serverConformance } from './server.js';
export { watchConsole } from './console.js';
export { joined, shownBy } from './shown.js';
export { LINGER, RETRY, setStage, type Stage } from './stage.js';
export { turn } from './turn.js';
export type {
  Binding,
  ComponentName,
  Components,
  Controls,
  Field,
  Mounted,
  ServerBinding,
  Show,
} from './binding.js';
