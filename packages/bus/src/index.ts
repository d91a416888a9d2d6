/**
 * The bus: the one package that knows NATS. What must not be lost goes through JetStream with explicit acks, what can be
 * asked again through core NATS and Nest's NATS transport.
 */
export * from './ask.js';
export * from './blobs.js';
export * from './bucket.js';
export { busHealth } from './bus-health.js';
export * from './bus.js';
export { BusModule } from './bus.module.js';
export { leasesBucket, sendsConsumer } from './connection/bus-names.js';
export type { BusLog, BusOptions } from './connection/bus-options.js';
export { busTlsOf, busTlsSettings } from './connection/bus-tls-settings.js';
export { connectBus } from './connection/connect-bus.js';
export * from './errors.js';
export { provision, type Provisioned, type ProvisionOptions } from './provision.js';
export { defaultConnectors } from './provisioning/connectors.js';
export { removeProvisioned } from './provisioning/remove-provisioned.js';
export { natsMicroservice } from './questions/nats-microservice.js';
export { connectorKeyPair, publicKeyKey, type ConnectorKeyPair } from './secrets/connector-key-pair.js';
export { openSecrets, sealSecrets, verifyBinding } from './secrets/seal-secrets.js';
export { Lease, type LeaseOptions } from './stores/lease.js';
