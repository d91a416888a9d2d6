import { quarantinedTextMax } from '@filo/contracts';
import type { BlobRef, HeldPost, MessageReceived, QuarantinedContent } from '@filo/contracts';
import type { BlobStore } from '../blobs/blob-store.js';
import type { ToQuarantine } from './store-quarantined.js';
import type { Because } from './why-held.js';

/** A message that was read but cannot take its place; without raw bytes its event is kept in their stead. */
export const quarantineMessage = async (
  event: MessageReceived,
  because: Because,
  blobs: BlobStore,
): Promise<ToQuarantine> => ({
  eventId: event.eventId,
  channel: event.channel,
  accountId: event.accountId,
  externalId: event.externalId,
  ...because,
  raw: event.raw ?? (await keepEvent(event, blobs)),
  envelope: {
    from: event.author.key,
    author: { kind: event.author.kind, key: event.author.key },
    to: event.participants
      .filter(({ role }) => role === 'to')
      .map(({ identity }) => identity.key)
      .slice(0, 100),
    ...(event.subject === undefined ? {} : { subject: event.subject }),
    ...(event.raw === undefined && { isEvent: true }),
    ...((because.externalId ?? event.externalId) !== event.externalId && { toldAs: event.externalId }),
    ...(event.audience === 'public' && event.direction === 'inbound' && { post: readersOf(event) }),
  },
  content: contentOf(event),
  history: event.history,
  sortAt: event.sortAt,
  arrival: event.arrival,
  direction: event.direction,
});

/** A deletion finds it by this, and who can see at its network whether it still stands. */
export const readersOf = ({ marks }: { marks: readonly { code: string }[] }): HeldPost =>
  marks.some(({ code }) => code === 'followers-only') ? 'followers' : 'everybody';

/** What of a read message a human looks at before they release it. Pure. */
export const contentOf = ({ text, attachments, authorProof }: MessageReceived): QuarantinedContent => ({
  text: text.slice(0, quarantinedTextMax),
  cut: text.length > quarantinedTextMax,
  attachments: attachments.slice(0, 100).map(({ name, mediaType, blob }) => ({
    ...(name === undefined ? {} : { name }),
    mediaType,
    bytes: blob.bytes,
  })),
  proof: authorProof,
});

const keepEvent = (event: MessageReceived, blobs: BlobStore): Promise<BlobRef> =>
  blobs.put(Buffer.from(JSON.stringify(event)));
