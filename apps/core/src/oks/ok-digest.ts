import { createHash } from 'node:crypto';
import type { ReplyCreate } from '@filo/contracts/http';
import type { PreparedReply } from '../replies/prepare-reply.js';

/** What it names is the answer to the byte: its words as they are posted, its files and what is said of them, from whom and to whom. */
export const okDigest = (
  { text, html, alts = {}, close = false, readers, contentWarning, language }: ReplyCreate,
  { answered, account, recipients, attachments, parts }: PreparedReply,
): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        ...[answered.id, account.id, recipients.map(({ id, role }) => [id, role])],
        ...[text, html ?? null, parts ?? null, close],
        // A warning that nobody wrote is that of the post answered, as it stands now.
        [answered.audience, readers ?? null, contentWarning ?? answered.contentWarning, language ?? null],
        attachments.map(({ uploadId, sha256, name }) => [sha256, name, alts[uploadId] ?? null]),
      ]),
    )
    .digest('base64url');
