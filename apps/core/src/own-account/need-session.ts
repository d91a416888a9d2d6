import type { Reader } from '../access/reader.js';
import { DomainError } from '../http/domain-error.js';

/** Refuses API tokens, and answers the key of the session: what opens an account is changed by whoever signed in, not by a program. */
export const needSession = ({ sessionKey }: Reader): Buffer => {
  if (sessionKey) return sessionKey;
  throw new DomainError(
    'not-allowed',
    'Nothing was done: this is not for API tokens. Sign in with a password first.',
    { reason: 'needs-session' },
  );
};
