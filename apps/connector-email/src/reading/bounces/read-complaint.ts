import type { Entity } from '../mime/entity.js';
import { readHeaderBlock } from '../mime/header-block.js';
import type { Bounce } from './read-bounce.js';
import { contentOf, returnedMailIds } from './returned-mail.js';

/** Reads an abuse report (RFC 5965): who complained about which of our mails. */
export const readComplaint = (leaves: readonly Entity[]): Bounce => {
  const report = leaves.find(({ mediaType }) => mediaType === 'message/feedback-report');
  const bytes = report ? contentOf(report) : Buffer.alloc(0);
  const { headers } = readHeaderBlock(bytes, 0, bytes.length);
  const recipients = [...headers.all('original-rcpt-to'), ...headers.all('removal-recipient')]
    .map((value) => /[^\s<>;]+@[^\s<>;]+/.exec(value)?.[0]?.toLowerCase())
    .filter((value) => value !== undefined);
  const named = recipients.length > 0 ? [...new Set(recipients)] : [undefined];
  return {
    reports: named.slice(0, 200).map((recipient) => ({
      ...(recipient ? { recipient: recipient.slice(0, 998) } : {}),
      action: 'complained' as const,
      reason: (headers.get('feedback-type') ?? 'abuse').trim().toLowerCase().slice(0, 64),
    })),
    returnedIds: returnedMailIds(leaves),
  };
};
