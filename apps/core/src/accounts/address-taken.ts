import { DomainError } from '../http/domain-error.js';

/** An address is that of one account. */
export const addressTaken = (address: string): DomainError =>
  new DomainError('conflict', `Nothing was stored: there is an account for ${address} already.`, {
    reason: 'address-taken',
    address,
  });
