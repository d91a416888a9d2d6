import type { MessageMark } from '@filo/contracts';
import { newId } from '../database/new-id.js';
import type { ArrivalRow, AttachmentRow, MessageRow } from './batch-rows.js';
import type { Claimed, Told } from './intake.js';
import { authorName } from './newest-name.js';

/** What the batch decided about a message. */
export interface Place {
  anchorIdentityId: string;
  authorIdentityId: string;
  replyIdentityId: string;
  topicId: string | null;
  answersMessageId: string | null;
  /** What this message must be told with, besides what its connector said. */
  marks: MessageMark[];
}

export const messageRow = ({ event, messageId, account, copyOf }: Claimed, place: Place): MessageRow => ({
  id: messageId,
  channel: event.channel,
  account_id: account.id,
  account_group_id: account.accountGroupId,
  direction: event.direction,
  class: event.class,
  history: event.history,
  anchor_identity_id: place.anchorIdentityId,
  author_identity_id: place.authorIdentityId,
  reply_identity_id: place.replyIdentityId,
  topic_id: place.topicId,
  answers_message_id: place.answersMessageId,
  copy_of: copyOf ?? null,
  audience: event.audience,
  proof: event.authorProof.verdict,
  proof_reason: event.authorProof.reason,
  said_name: saidName(event),
  subject: event.subject ?? null,
  text: event.text,
  new_text: event.newText,
  quoted_text: event.quotedText ?? null,
  signature_text: event.signatureText ?? null,
  html: event.html ?? null,
  threading_id: event.threadingId ?? null,
  in_reply_to: event.inReplyTo,
  reference_ids: event.references,
  raw_sha256: event.raw?.sha256 ?? null,
  permalink: event.permalink ?? null,
  marks: place.marks.length > 0 ? [...event.marks, ...place.marks] : event.marks,
  reports: event.reports,
  sort_at: event.sortAt,
  claimed_at: event.claimedAt ?? null,
});

const saidName = (event: Told): string | null =>
  event.direction === 'inbound' && event.class === 'human' && event.authorProof.verdict !== 'proven'
    ? (authorName(event) ?? null)
    : null;

export const arrivalRow = (event: Told, messageId: string): ArrivalRow => ({
  id: newId(),
  message_id: messageId,
  account_id: event.accountId,
  via: event.arrival.via,
  folder: event.arrival.folder ?? '',
  uid_validity: event.arrival.uidValidity ?? '',
  uid: event.arrival.uid ?? null,
  raw_sha256: event.arrival.rawSha256 ?? event.raw?.sha256 ?? null,
  external_id: event.toldAs ?? (event.sameAs === undefined ? null : event.externalId),
});

export const attachmentRows = ({ event, messageId }: Claimed): AttachmentRow[] =>
  event.attachments.map((attachment, position) => ({
    // Random and not sortable: it names the file in links.
    id: crypto.randomUUID(),
    message_id: messageId,
    position,
    sha256: attachment.blob.sha256,
    name: attachment.name ?? `attachment-${position + 1}`,
    media_type: attachment.mediaType,
    inline: attachment.inline,
    content_id: attachment.contentId ?? null,
    source: attachment.source ?? null,
  }));
