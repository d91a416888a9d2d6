/** Real NATS and Postgres for tests, builders of valid messages, and a way to wait. Imported by tests alone. */
export * from './add-agent.js';
export * from './builders/a-message.js';
export * from './builders/a-quarantined.js';
export * from './builders/a-receipt.js';
export * from './builders/a-send.js';
export * from './builders/an-account.js';
export * from './dovecot.js';
export * from './eventually.js';
export * from './fresh-database.js';
export * from './fresh-prefix.js';
export * from './free-port.js';
export * from './mail-key-cases.js';
export type { Outage } from './outage.js';
export * from './own-nats.js';
export * from './post-slowly.js';
export * from './test-nats.js';
export * from './test-postgres.js';
export * from './test-servers.js';
