import type {
  AuthorProof,
  BlobRef,
  IdentityRef,
  MessageClass,
  MessageMark,
  QuarantineCause,
  QuarantinedContent,
} from '@filo/contracts';
import { quarantinedTextMax } from '@filo/contracts';
import type { Heard } from '@filo/connector';
import type { ReadMail, Reading } from '../reading/reading.js';
import type { ArrivedMail } from './arrival.js';
import { matchOurAddress, replyTokensIn } from './our-address.js';

export interface MailBlobs {
  raw: BlobRef;
  /** One for each part of the mail, in its order. */
  parts: readonly BlobRef[];
}

/** A read mail as core takes it. Pure. */
export const heardMail = (
  mail: ReadMail,
  account: { address: string },
  { arrived, blobs, authorProof }: { arrived: ArrivedMail; blobs: MailBlobs; authorProof: AuthorProof },
): Heard => {
  const ours = matchOurAddress(account.address, mail.author.key) !== undefined;
  const outbound = ours && arrived.role === 'sent';
  return {
    type: 'message',
    externalId: mail.externalId,
    direction: outbound ? 'outbound' : 'inbound',
    history: arrived.history,
    class: classOf(mail, ours, outbound),
    author: mail.author,
    authorProof,
    audience: 'private',
    participants: mail.participants,
    replyTo: outbound ? (firstRecipient(mail) ?? mail.replyTo) : mail.replyTo,
    subject: mail.subject,
    text: mail.text,
    newText: mail.newText,
    quotedText: mail.quotedText,
    signatureText: mail.signatureText,
    html: mail.html,
    attachments: attachmentsOf(mail, blobs),
    raw: blobs.raw,
    sortAt: arrived.at.toISOString(),
    claimedAt: mail.claimedAt,
    threadingId: mail.threadingId,
    inReplyTo: mail.inReplyTo,
    references: mail.references,
    replyTokens: replyTokensIn(account.address, [...arrived.envelopeRecipients, ...mail.recipientsSeen]),
    marks: [...mail.marks, ...dateMark(mail.claimedAt, arrived.at)].slice(0, 50),
    reports: mail.reports,
    arrival: { ...arrived.arrival, rawSha256: blobs.raw.sha256 },
    language: mail.language,
  };
};

const attachmentsOf = (mail: ReadMail, blobs: MailBlobs) =>
  mail.parts.map((part, i) => ({
    blob: blobs.parts[i]!,
    name: part.name,
    mediaType: part.mediaType,
    inline: part.inline,
    contentId: part.contentId,
  }));

/** Why a mail waits for a human, and what is known of it. */
export type Questionable = Omit<Extract<Reading, { type: 'unreadable' }>, 'type'> & {
  cause?: QuarantineCause;
  content?: QuarantinedContent;
};

/** What could not be read or trusted, for a human to look at. Pure. */
export const heardQuarantined = (reading: Questionable, arrived: ArrivedMail, raw: BlobRef): Heard => ({
  type: 'quarantined',
  externalId: reading.externalId.slice(0, 500),
  cause: reading.cause ?? 'unreadable',
  reason: reading.reason.slice(0, 2000),
  why: [reading.why],
  raw,
  envelope: {
    author: reading.envelope.author,
    from: (reading.envelope.from ?? arrived.client?.mailFrom)?.slice(0, 998),
    to: toOf(reading, arrived),
    subject: reading.envelope.subject?.slice(0, 2000),
    headers: reading.envelope.headers?.slice(0, 64_000),
  },
  content: reading.content,
  history: arrived.history,
  sortAt: arrived.at.toISOString(),
  arrival: { ...arrived.arrival, rawSha256: raw.sha256 },
  direction: arrived.role === 'sent' ? 'outbound' : 'inbound',
});

/** What of a read mail a human looks at before they release it. Pure. */
export const contentOf = (
  { text, parts }: ReadMail,
  blobs: readonly BlobRef[],
  proof: AuthorProof,
): QuarantinedContent => ({
  text: text.slice(0, quarantinedTextMax),
  cut: text.length > quarantinedTextMax,
  attachments: parts.slice(0, 100).map(({ name, mediaType }, i) => ({
    ...(name === undefined ? {} : { name }),
    mediaType,
    bytes: blobs[i]!.bytes,
  })),
  proof,
});

/** Whom it names, else whom its sender's server named: a mail without a To says at least which address of ours it came by. */
const toOf = ({ envelope }: Questionable, { envelopeRecipients }: ArrivedMail): string[] => {
  const named = envelope.to?.length ? envelope.to : envelopeRecipients;
  return named.slice(0, 100).map((to) => to.slice(0, 998));
};

/** A mail from our own address that came back to us is a loop, unless it only lies in our folder of sent mail. */
const classOf = (mail: ReadMail, ours: boolean, outbound: boolean): MessageClass =>
  ours && !outbound && mail.class === 'human' ? 'own-loop' : mail.class;

const firstRecipient = (mail: ReadMail): IdentityRef | undefined =>
  mail.participants.find(({ role }) => role === 'to')?.identity ?? mail.participants[0]?.identity;

const dayMs = 86_400_000;

/** The Date header is only shown, so a wrong one must be told. */
const dateMark = (claimedAt: string | undefined, at: Date): MessageMark[] => {
  if (claimedAt === undefined) return [];
  const off = Date.parse(claimedAt) - at.getTime();
  if (!(Math.abs(off) >= dayMs)) return [];
  const days = Math.round(Math.abs(off) / dayMs);
  const amount = `${days} ${days === 1 ? 'day' : 'days'}`;
  return [
    { code: 'date-off', text: `Its Date header is ${amount} ${off < 0 ? 'before' : 'after'} its arrival.` },
  ];
};
