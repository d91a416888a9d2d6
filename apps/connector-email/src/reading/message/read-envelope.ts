import type { IdentityRef, MessageMark, ParticipantRole } from '@filo/contracts';
import { agreedAddresses } from '../addresses/agreed-addresses.js';
import { decodeHeaderText } from '../mime/encoded-words.js';
import type { Headers } from '../mime/header-block.js';
import type { UnreadableEnvelope } from '../reading.js';
import { tidy, tidyLine } from './tidy.js';

export interface Envelope {
  participants: { identity: IdentityRef; role: ParticipantRole }[];
  recipientsSeen: string[];
  returnPath?: string;
  marks: MessageMark[];
}

const participantsMax = 1000;
const roles: readonly (readonly [string, ParticipantRole])[] = [
  ['to', 'to'],
  ['cc', 'cc'],
  ['bcc', 'bcc'],
  ['reply-to', 'reply-to'],
];
const deliveryHeaders = [
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-delivered-to',
  'x-forwarded-to',
  'apparently-to',
];

/** Who else takes part, and to which of our addresses the mail came. */
export const readEnvelope = (headers: Headers, fallbackCharset?: string): Envelope => {
  const participants: Envelope['participants'] = [];
  let disputed = false;
  for (const [header, role] of roles) {
    const agreed = agreedAddresses(headers.all(header).slice(0, 20), fallbackCharset);
    disputed ||= agreed.disputed;
    for (const identity of agreed.identities) participants.push({ identity, role });
  }
  const marks: MessageMark[] = [];
  if (disputed)
    marks.push({
      code: 'addresses-unclear',
      text: 'Some addresses cannot be read without doubt and are left out.',
    });
  if (participants.length > participantsMax) {
    marks.push({
      code: 'participants-cut',
      text: `Only the first ${participantsMax} of the addresses are kept.`,
    });
  }
  const returnPath = returnPathOf(headers);
  return {
    participants: participants.slice(0, participantsMax),
    recipientsSeen: recipientsSeen(headers, participants),
    ...(returnPath === undefined ? {} : { returnPath }),
    marks,
  };
};

const recipientsSeen = (headers: Headers, participants: Envelope['participants']): string[] => {
  const delivered = deliveryHeaders.flatMap(
    (name) => agreedAddresses(headers.all(name).slice(0, 20)).identities,
  );
  const written = participants.filter(({ role }) => role !== 'reply-to').map(({ identity }) => identity);
  return [...new Set([...delivered, ...written].map(({ key }) => key))].slice(0, participantsMax);
};

const returnPathOf = (headers: Headers): string | undefined => {
  const value = headers.get('return-path');
  if (value === undefined) return undefined;
  return /^\s*(?:<\s*>)?\s*$/.test(value) ? '' : agreedAddresses([value]).identities[0]?.key;
};

/** What can be said of a mail without reading its body. */
export const unreadableEnvelope = (headers: Headers): UnreadableEnvelope => {
  const line = (name: string, max: number) =>
    tidyLine(decodeHeaderText(headers.get(name) ?? ''), max) || undefined;
  const block = headers.fields.map(({ name, value }) => `${name}: ${value}`).join('\n');
  return {
    from: line('from', 998),
    to: agreedAddresses(headers.all('to').slice(0, 5))
      .identities.slice(0, 100)
      .map(({ key }) => key),
    subject: line('subject', 2000),
    headers: tidy(block, 64_000),
  };
};
