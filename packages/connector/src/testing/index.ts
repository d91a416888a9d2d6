/** For the tests of connectors: the contract every channel passes, and a stand-in for core on a real bus. */
export { describeChannelContract, type ContractOptions } from './channel-contract.js';
export type { ChannelUnderTest, SetUp } from './channel-under-test.js';
export { ConnectorProcess } from './connector-process.js';
export { FakeCore } from './fake-core.js';
export {
  accountFor,
  connectorSecret,
  openAsConnector,
  sealToConnector,
  startConnector,
  type StartedConnector,
} from './start-connector.js';
