import type { MessageQuarantinedInput } from '@filo/contracts';
import { v7 } from 'uuid';

/** A valid event: a mail that could not be read. */
export const aQuarantined = (over: Partial<MessageQuarantinedInput> = {}): MessageQuarantinedInput => ({
  v: 1,
  type: 'quarantined',
  eventId: v7(),
  channel: 'email',
  accountId: '01900000-0000-7000-8000-000000000001',
  externalId: `test-${v7()}`,
  cause: 'unreadable',
  reason: 'The header block never ends.',
  raw: { sha256: '0'.repeat(64), bytes: 0 },
  envelope: { from: 'ada@example.org', to: ['support@example.com'] },
  sortAt: new Date().toISOString(),
  arrival: { via: 'smtp' },
  ...over,
});
