import { DomainError } from '../http/domain-error.js';
import { mailKey } from '../replies/mail-address.js';

/** The key of an address that a mailbox is to receive at; throws when it is none. */
export const receivingAddress = (given: string): string => {
  const address = mailKey(given);
  if (address !== undefined) return address;
  throw new DomainError(
    'invalid-request',
    `Nothing was stored: ${given} is not an address we can receive at.`,
    { errors: [{ path: 'address', message: 'Not a mail address' }] },
  );
};
