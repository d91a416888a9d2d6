export * from './ask.js';
export * from './blobs.js';
export * from './bucket.js';
export * from './bus.js';
export { leasesBucket, sendsConsumer } from './bus-names.js';
export type { BusLog, BusOptions } from './bus-options.js';
export * from './errors.js';
export { provision, type Provisioned, type ProvisionOptions } from './provision.js';
export { removeProvisioned } from './remove-provisioned.js';
