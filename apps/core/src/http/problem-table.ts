import type { ProblemCode } from '@filo/contracts/http';

/** The one table from stable codes to HTTP problems (RFC 9457): status and title. */
export const problemTable = {
  'several-persons': [300, 'This id names several persons now'],
  'invalid-request': [400, 'The request is not understood'],
  'bad-cursor': [400, 'The page marker is not one of ours'],
  'precondition-unreadable': [400, 'If-Match does not name what it should'],
  'not-signed-in': [401, 'Not signed in'],
  'wrong-credentials': [401, 'Wrong e-mail address or password'],
  'second-step-needed': [401, 'A code is needed'],
  'wrong-code': [401, 'Wrong code'],
  'foreign-origin': [403, 'The request comes from another site'],
  'not-allowed': [403, 'Not allowed'],
  'wrong-setup-token': [403, 'The setup link is not valid'],
  'wrong-link': [403, 'The link is not valid'],
  'not-found': [404, 'Not found'],
  'method-not-allowed': [405, 'Method not allowed'],
  conflict: [409, 'This exists already'],
  'draft-changed': [409, 'The draft was changed elsewhere'],
  'draft-gone': [409, 'The draft is not there any more'],
  'thread-changed': [409, 'The thread has changed'],
  'people-changed': [409, 'The persons have changed'],
  'already-undone': [409, 'It was undone already'],
  'changed-since': [409, 'It was changed since'],
  'setup-done': [409, 'Setup is done'],
  'not-as-read': [409, 'It is not what was read'],
  'not-waiting': [409, 'It does not wait any more'],
  'too-large': [413, 'Too large'],
  'unsupported-media-type': [415, 'This content type is not taken'],
  'account-test-failed': [422, 'The account does not work yet'],
  'idempotency-key-reused': [422, 'The idempotency key was used for another request'],
  'cannot-reply': [422, 'This thread cannot be answered'],
  'cannot-send-again': [422, 'This cannot be sent again'],
  'cannot-take-back': [422, 'This cannot be taken back'],
  'blanks-left': [422, 'A blank of a script is not filled in'],
  'cannot-hold-back': [422, 'This cannot be held back'],
  'needs-ok': [422, 'A colleague reads it first'],
  'not-a-person': [422, 'This is nobody’s thread'],
  'nothing-to-merge': [422, 'They are one person already'],
  'nothing-to-split': [422, 'Nobody would stay'],
  'not-shared': [422, 'The address is not shared'],
  'private-words': [422, 'A public reply would hold private words'],
  'text-too-long': [422, 'The answer is longer than its network takes'],
  'query-refused': [422, 'The saved query cannot be asked'],
  'recipient-refused': [422, 'A recipient cannot be used'],
  'unknown-reference': [422, 'Something the request names does not exist'],
  'promise-open': [409, 'Something is promised and not done'],
  'precondition-required': [428, 'If-Match is missing'],
  'too-many-attempts': [429, 'Too many attempts'],
  'internal-error': [500, 'Something went wrong on our side'],
  unavailable: [503, 'Not available right now'],
} as const satisfies Record<ProblemCode, readonly [number, string]>;

/** Problems that frameworks below us raise by status alone. */
export const codeOfStatus = (status: number): ProblemCode => {
  if (status >= 500) return status === 503 ? 'unavailable' : 'internal-error';
  const byStatus: Record<number, ProblemCode> = {
    401: 'not-signed-in',
    403: 'not-allowed',
    404: 'not-found',
    405: 'method-not-allowed',
    409: 'conflict',
    413: 'too-large',
    415: 'unsupported-media-type',
    429: 'too-many-attempts',
  };
  return byStatus[status] ?? 'invalid-request';
};
