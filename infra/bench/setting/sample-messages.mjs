// Mails as a desk gets them: each person writes `perPerson` times, a third of the later ones answer an earlier one by its id.
import { randomUUID } from 'node:crypto';

const words = 'Hello, where is my order? I have been waiting for it since last week and nobody answers. ';

export function sampleMessages({ count, accountId, domain, perPerson = 5 }) {
  const people = Math.max(1, Math.floor(count / perPerson));
  const text = words.repeat(12);
  const firstAt = Date.UTC(2026, 0, 5, 9);
  return Array.from({ length: count }, (_, n) => {
    const person = (n * 7919) % people;
    const turn = Math.floor(n / people);
    const author = { kind: 'mail', key: `person${person}@${domain}`, name: `Person Number ${person}` };
    return {
      v: 1,
      type: 'message',
      eventId: randomUUID(),
      channel: 'email',
      accountId,
      externalId: `${domain}-${n}`,
      direction: 'inbound',
      class: 'human',
      author,
      authorProof: { verdict: 'proven', reason: 'dkim=pass' },
      audience: 'private',
      participants: [{ identity: { kind: 'mail', key: 'support@localhost' }, role: 'to' }],
      replyTo: author,
      subject: `${turn % 2 ? 'Re: ' : ''}My order ${person}`,
      text,
      newText: text.slice(0, 600),
      quotedText: text.slice(600),
      attachments: [],
      sortAt: new Date(firstAt + n * 1000).toISOString(),
      threadingId: `${n}@${domain}`,
      inReplyTo: turn > 0 && n % 3 === 0 ? [`${n - people}@${domain}`] : [],
      references: [],
      arrival: { via: 'imap', folder: 'INBOX', uidValidity: '1', uid: n + 1 },
    };
  });
}

/** The same messages as events of their own, as a replay or a reconcile publishes them. */
export const again = (messages) => messages.map((message) => ({ ...message, eventId: randomUUID() }));
