/** Shapes of the HTTP API under `/api/v1`; core validates by them and writes its OpenAPI file from them. */
export * from './accounts.js';
export * from './automatic.js';
export * from './events.js';
export * from './forms.js';
export * from './imports.js';
export * from './invitations.js';
export * from './merges.js';
export * from './messages.js';
export * from './operations.js';
export * from './people.js';
export * from './problem.js';
export * from './proofs.js';
export * from './replies.js';
export * from './search.js';
export * from './session.js';
export * from './suggestions.js';
export * from './threads.js';
