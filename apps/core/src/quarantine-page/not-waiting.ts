import { DomainError } from '../http/domain-error.js';

/** Somebody was quicker, or it is over: what waits no more is not acted on. */
export const notWaiting = (state: string): DomainError =>
  new DomainError('not-waiting', `Nothing was changed: this item is ${state}.`, { state });
