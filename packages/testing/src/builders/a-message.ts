import type { IdentityRef, MessageReceivedInput } from '@filo/contracts';
import { v7 } from 'uuid';

/** A mail address as the identity of someone who writes. */
export const aMailIdentity = (address = 'ada@example.org', name?: string): IdentityRef => ({
  kind: 'mail',
  key: address,
  ...(name === undefined ? {} : { name }),
});

/** A valid event: a short human mail of Ada to us. Every call makes another message; `over` replaces whole fields. */
export function aMessage(over: Partial<MessageReceivedInput> = {}): MessageReceivedInput {
  const author = over.author ?? aMailIdentity('ada@example.org', 'Ada Example');
  const text = over.text ?? 'Where is my order?';
  return {
    v: 1,
    type: 'message',
    eventId: v7(),
    channel: 'email',
    accountId: '01900000-0000-7000-8000-000000000001',
    externalId: `test-${v7()}`,
    direction: 'inbound',
    class: 'human',
    author,
    authorProof: { verdict: 'proven', reason: 'dkim=pass example.org' },
    audience: 'private',
    participants: [{ identity: aMailIdentity('support@example.com'), role: 'to' }],
    replyTo: author,
    subject: 'My order',
    text,
    newText: text,
    attachments: [],
    sortAt: new Date().toISOString(),
    arrival: { via: 'smtp' },
    ...over,
  };
}
