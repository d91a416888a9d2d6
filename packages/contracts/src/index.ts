/** What travels between Filo's services: schemas and their types. Depends on zod alone. */
export * from './account.js';
export * from './committed.js';
export * from './delivery-receipt.js';
export * from './inbound-event.js';
export * from './merge-account-health.js';
export * from './message-deleted.js';
export * from './message-edited.js';
export * from './message-quarantined.js';
export * from './message-received.js';
export * from './primitives.js';
export * from './public-profile.js';
export * from './public-proof.js';
export * from './questions.js';
export * from './saved-query.js';
export * from './send.js';
export * from './site-user.js';
export * from './subjects.js';
