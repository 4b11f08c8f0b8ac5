export {
  createFakeEnvironment,
  type FakeEnvironment,
  type FakeEnvironmentOptions,
} from './fake-environment.js';
export type { FakeClock, FakeFrames } from './fake-clock.js';
export { type CloseCall, type FakeData, FakeSocket, type ServerData } from './fake-socket.js';
