import { DomainError } from '../http/domain-error.js';

/** `Idempotency-Key`: chosen by the caller, one per intended message; undefined when absent. Throws when it is too long. */
export const readIdempotencyKey = (header: string | undefined): string | undefined => {
  const key = header?.trim() ?? '';
  if (key.length > 200) throw refused('At most 200 characters');
  return key === '' ? undefined : key;
};

/** For what reaches people outside: a retry without a key could reach them twice. */
export const needIdempotencyKey = (header: string | undefined): string => {
  const key = readIdempotencyKey(header);
  if (key === undefined) throw refused('Must be set');
  return key;
};

const refused = (message: string): DomainError =>
  new DomainError(
    'invalid-request',
    'Nothing was sent: Idempotency-Key must be set, at most 200 characters. Choose one per message and repeat it with a retry.',
    { errors: [{ path: 'Idempotency-Key', message }] },
  );
