import { DomainError } from '../http/domain-error.js';
import { isWorstPassword } from './worst-passwords.js';

/** Refuses a password that would be guessed first; how long it has to be the contract says. */
export const needGoodPassword = (password: string, owner: { email: string; name: string }): void => {
  if (!isWorstPassword(password, owner)) return;
  throw new DomainError(
    'invalid-request',
    'Nothing was changed: this password is among the first that somebody would guess. Take another, such as four words that nobody says together.',
    { reason: 'weak-password', errors: [{ path: 'password', message: 'Too easy to guess' }] },
  );
};
