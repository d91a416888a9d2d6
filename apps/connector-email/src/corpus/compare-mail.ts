import { createHash } from 'node:crypto';
import { parseMime } from '../reading/mime/parse-mime.js';
import { readBodies } from '../reading/mime/read-bodies.js';
import type { MailPart, Reading, ReadMail } from '../reading/reading.js';
import type { ExpectedMail } from './expected-mail.js';

/** One property of one mail, judged. */
export interface Verdict {
  property: string;
  right: boolean;
  expected: string;
  got: string;
}

/** Judges a reading by what is known of the mail, property by property. */
export const compareMail = (expected: ExpectedMail, reading: Reading, raw: Uint8Array): Verdict[] => {
  if (reading.type === 'unreadable') {
    return Object.keys(expected).map((property) => ({
      property,
      right: false,
      expected: '',
      got: `unreadable: ${reading.reason}`,
    }));
  }
  const { mail } = reading;
  const verdicts: Verdict[] = [];
  const judge = (property: string, [known, got]: [unknown, unknown], equal = same) => {
    if (known === undefined) return;
    verdicts.push({ property, right: equal(known, got), expected: shown(known), got: shown(got) });
  };
  judge('from.address', [expected.from?.address.toLowerCase(), mail.author.key]);
  judge('from.name', [expected.from?.name, mail.author.name ?? ''], folded);
  for (const [property, role] of [
    ['to', 'to'],
    ['cc', 'cc'],
    ['replyTo', 'reply-to'],
  ] as const) {
    const keys = mail.participants
      .filter((participant) => participant.role === role)
      .map(({ identity }) => identity.key);
    judge(property, [expected[property]?.map((address) => address.toLowerCase()), keys]);
  }
  judge('subject', [expected.subject, mail.subject ?? ''], folded);
  judge('text', [expected.text, mail.text], folded);
  judge('html', [expected.html, htmlAsSent(raw)], folded);
  judge('attachments', [expected.attachments, mail.parts], holdsAll);
  judge('class', [expected.class, mail.class === 'out-of-office' ? 'auto-reply' : mail.class]);
  judge('newText', [expected.newText, mail.newText], folded);
  judge('quotedText', [expected.quotedText, [mail.quotedText ?? '', mail.signatureText ?? '']], oneOrder);
  return [...verdicts, ...compareBounce(expected.bounce, mail)];
};

const compareBounce = (expected: ExpectedMail['bounce'], mail: ReadMail): Verdict[] => {
  if (!expected) return [];
  const rows = expected.rows ?? [expected];
  const verdicts = (['status', 'replyCode', 'reason', 'hard'] as const)
    .filter((field) => rows.some((row) => row[field] !== undefined))
    .map((field) => {
      const known = rows.map((row) => row[field]);
      const got = mail.reports.slice(0, rows.length).map((report) => report[field]);
      const right = known.every((value, index) => value === undefined || value === got[index]);
      return {
        property: `bounce.${field}`,
        right,
        expected: shown(known),
        got: `${shown(got)} ${mail.reports[0]?.diagnostic ?? ''}`,
      };
    });
  const recipients = mail.reports.map(({ recipient }) => recipient);
  if (expected.recipients) {
    const right = same(
      expected.recipients.map((address) => address.toLowerCase()),
      recipients.slice(0, expected.recipients.length),
    );
    verdicts.push({
      property: 'bounce.recipients',
      right,
      expected: shown(expected.recipients),
      got: shown(recipients),
    });
  }
  if (expected.count !== undefined) {
    verdicts.push({
      property: 'bounce.count',
      right: expected.count === mail.reports.length,
      expected: shown(expected.count),
      got: shown(recipients),
    });
  }
  return verdicts;
};

const htmlAsSent = (raw: Uint8Array): string => {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  return readBodies(parseMime(bytes, { partsMax: 1000, depthMax: 20 }))
    .segments.map(({ html }) => html ?? '')
    .join('\n');
};

const same = (known: unknown, got: unknown): boolean => JSON.stringify(known) === JSON.stringify(got);
const folded = (known: unknown, got: unknown): boolean => fold(String(known)) === fold(String(got));

/** Every run of whitespace, no-break and zero-width space included, becomes one space. */
const fold = (text: string): string => text.replace(/[\s\u200b]+/g, ' ').trim();

const oneOrder = (known: unknown, got: unknown): boolean => {
  const parts = got as string[];
  return folded(known, parts.join(' ')) || folded(known, parts.toReversed().join(' '));
};

const holdsAll = (known: unknown, got: unknown): boolean => {
  const left = (got as MailPart[]).map((part) => ({ name: part.name, sha256: hashOf(part) }));
  return (known as NonNullable<ExpectedMail['attachments']>).every(({ filename, sha256 }) => {
    const at = left.findIndex(
      (part) =>
        (sha256 === undefined || part.sha256 === sha256) &&
        (filename === undefined || part.name === filename.normalize('NFC')),
    );
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
};

const hashOf = ({ content }: MailPart): string => createHash('sha256').update(content).digest('hex');

const shown = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : JSON.stringify(value, (key, inner: unknown) =>
        inner instanceof Uint8Array
          ? createHash('sha256').update(inner).digest('hex')
          : key === 'html'
            ? undefined
            : inner,
      );
