import { DomainError } from '../http/domain-error.js';

/** `Idempotency-Key`: chosen by the caller, one per intended message. Throws when it is missing or too long. */
export const readIdempotencyKey = (header: string | undefined): string => {
  const key = header?.trim() ?? '';
  if (key !== '' && key.length <= 200) return key;
  throw new DomainError(
    'invalid-request',
    'Nothing was sent: Idempotency-Key must be set, at most 200 characters. Choose one per message and repeat it with a retry.',
    { errors: [{ path: 'Idempotency-Key', message: 'Must be set' }] },
  );
};
