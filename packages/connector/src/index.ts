/**
 * The connector kit: everything a channel needs round its own SDK. A channel's author imports this package,
 * `@filo/contracts`, `@filo/service` and the SDK, and nothing else of this repository.
 */
export { PermanentError, TemporaryError, whyOf } from '@filo/bus';
export { notStored } from './accounts/not-stored.js';
export { Cursor } from './channel.js';
export type {
  Again,
  Channel,
  Consent,
  Prove,
  Deliver,
  Delivered,
  Following,
  Heard,
  LinkShown,
  Listening,
  OwnMemory,
  Published,
  ProfileAsked,
  Sending,
  Sent,
  SentBefore,
  Trial,
  Tried,
  Verification,
} from './channel.js';
export { wait, aborted } from './accounts/wait.js';
export { connectorConfig, connectorSettings, type ConnectorConfig } from './connector-settings.js';
export { joined, reasonOf, type Reason, type Reasons } from './reason.js';
export { Connector, type ConnectorParts } from './connector.js';
export { runConnector, type RunConnectorOptions } from './run-connector.js';
