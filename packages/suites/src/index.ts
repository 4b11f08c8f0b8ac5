export {
  createFakeEnvironment,
  type FakeEnvironment,
  type FakeEnvironmentOptions,
} from './fake-environment.js';
export type { FakeData, ServerData } from './fake-data.js';
export { type CloseCall, FakeSocket } from './fake-socket.js';
