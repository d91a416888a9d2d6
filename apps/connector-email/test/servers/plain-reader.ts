import { createHash } from 'node:crypto';
import type { Reading } from '../../src/reading/reading.js';

/** Reads just enough of a mail for tests that are about how it travels. */
export class PlainReader {
  async read(raw: Uint8Array): Promise<Reading> {
    const [head = '', ...body] = Buffer.from(raw).toString('utf8').split('\r\n\r\n');
    const header = (name: string) => new RegExp(`^${name}: *(.*)$`, 'im').exec(head)?.[1]?.trim();
    const author = /<?([^<>\s]+@[^<>\s]+)>?$/.exec(header('From') ?? '')?.[1]?.toLowerCase();
    const externalId = createHash('sha256')
      .update(head.replace(/^Received:.*\r\n/gim, ''))
      .update(body.join())
      .digest('hex');
    if (author === undefined) {
      return {
        type: 'unreadable',
        why: { code: 'mail-without-author' },
        reason: 'no author',
        envelope: { headers: head },
        externalId,
      };
    }
    const to = (header('To') ?? '').split(',').map((one) => /([^<>\s]+@[^<>\s]+)/.exec(one)?.[1] ?? '');
    const text = body.join('\r\n\r\n');
    return {
      type: 'message',
      mail: {
        externalId,
        class: 'human',
        authorSure: true,
        author: { kind: 'mail', key: author },
        participants: to
          .filter(Boolean)
          .map((key) => ({ identity: { kind: 'mail', key }, role: 'to' as const })),
        replyTo: { kind: 'mail', key: author },
        subject: header('Subject'),
        text,
        newText: text,
        parts: [],
        claimedAt: header('Date') && new Date(header('Date')!).toISOString(),
        threadingId: header('Message-ID')?.replace(/[<>]/g, ''),
        inReplyTo: [],
        references: [],
        marks: [],
        reports: [],
        autoSubmitted: false,
        recipientsSeen: to,
      },
    };
  }
}
