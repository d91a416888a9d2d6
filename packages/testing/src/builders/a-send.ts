import type { SendInput } from '@filo/contracts';
import { v7 } from 'uuid';
import { aMailIdentity } from './a-message.js';

/** A valid command: deliver a short answer to Ada. */
export function aSend(over: Partial<SendInput> = {}): SendInput {
  const recipient = over.recipient ?? aMailIdentity('ada@example.org', 'Ada Example');
  return {
    v: 1,
    type: 'send',
    eventId: v7(),
    channel: 'email',
    accountId: '01900000-0000-7000-8000-000000000001',
    deliveryId: v7(),
    attempt: 1,
    messageId: v7(),
    recipient,
    visibleTo: [recipient],
    from: aMailIdentity('support@example.com'),
    audience: 'private',
    subject: 'Re: My order',
    text: 'It left today.',
    threadingId: `${v7()}@example.com`,
    date: new Date().toISOString(),
    ...over,
  };
}
