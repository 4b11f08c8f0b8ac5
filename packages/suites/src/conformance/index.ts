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
export { conformance } from './conformance.js';
export { watchConsole } from './console.js';
export { createOwnProps } from './own.js';
export { serverConformance } from './server.js';
export { CHANNEL, joined, lettersOf, sameLetters, shownBy } from './shown.js';
export { LINGER, RETRY, type Stage, setStage } from './stage.js';
export { turn } from './turn.js';
