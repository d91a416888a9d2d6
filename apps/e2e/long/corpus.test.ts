import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Dovecot } from '@filo/testing';
import type { AutomaticPage, MessageView } from '@filo/contracts/http';
import type { Api } from '../src/api.js';
import { describeWithDovecot } from '../src/describe-with-dovecot.js';
import { Filo } from '../src/filo.js';
import { holds } from '../src/holds.js';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Our own, and those of others where they lie beside the checkout. */
const folders = [folder('../../connector-email/corpus'), folder('../../../../shared/corpora/mail')].filter(
  (path) => existsSync(path),
);

interface Known {
  from?: { address: string };
  subject?: string;
  text?: string;
  attachments?: { filename?: string; sha256?: string }[];
}

interface Mail {
  name: string;
  raw: Buffer;
  known: Known;
}

const readMails = (root: string): Mail[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.eml'))
    .sort()
    .map((path) => {
      const facts = join(root, path.replace(/\.eml$/, '.expected.json'));
      return {
        name: relative(root, join(root, path)),
        raw: readFileSync(join(root, path)),
        known: existsSync(facts) ? (JSON.parse(readFileSync(facts, 'utf8')) as Known) : {},
      };
    });

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
/** A mailbox hands lines on that end in CRLF, in whatever way the file ends them. */
const withLf = (bytes: Buffer): string => bytes.toString('latin1').replaceAll(/\r?\n/g, '\n');
const print = (bytes: Buffer): string => sha256(Buffer.from(withLf(bytes), 'latin1'));

/** The lines above the first empty one. */
const head = (raw: Buffer): string => withLf(raw).split('\n\n')[0] ?? '';

const fold = (text: string): string => text.replaceAll(/[\s\u200B]+/g, ' ').trim();

/** What is known of a mail and its message does not show. */
const missing = async (api: Api, known: Known, message: MessageView): Promise<string[]> => {
  const { author, subject, text } = message;
  const attachments = await Promise.all(
    message.attachments.map(async ({ id, name }) => {
      const bytes = await api.bytes(`/attachments/${id}`);
      return { name, prints: [sha256(bytes), print(bytes)] };
    }),
  );
  const shows = ({ filename, sha256: wanted }: NonNullable<Known['attachments']>[number]): boolean =>
    attachments.some(
      ({ name, prints }) =>
        (filename === undefined || name === filename.normalize('NFC')) &&
        (wanted === undefined || prints.includes(wanted)),
    );
  return [
    known.from && (author.type !== 'identity' || author.identity.key !== known.from.address.toLowerCase())
      ? 'author'
      : undefined,
    known.subject !== undefined && fold(subject ?? '') !== fold(known.subject) ? 'subject' : undefined,
    known.text !== undefined && fold(text) !== fold(known.text) ? 'text' : undefined,
    ...(known.attachments ?? []).filter((one) => !shows(one)).map((one) => `attachment ${one.filename}`),
  ].filter((what) => what !== undefined);
};

describeWithDovecot('mails of many programs, read from a mailbox', () => {
  const mails = folders.flatMap(readMails);
  let filo: Filo;
  let api: Api;
  let dovecot: Dovecot;

  beforeAll(async () => {
    dovecot = await Dovecot.start({ users: { support: 'pw1' } });
    for (const { raw } of mails) await dovecot.deliver('support', raw);
    filo = await Filo.start();
    api = await filo.signIn();
    await api.request('POST', '/accounts', {
      channel: 'email',
      address: 'support@test.invalid',
      imap: {
        ...{ host: '127.0.0.1', port: dovecot.ports.imap, security: 'none' },
        ...{ user: 'support', password: 'pw1', folders: ['INBOX'] },
      },
    });
  }, 240_000);

  afterAll(async () => {
    await filo?.remove();
    await dovecot?.stop();
  });

  async function* everyMessage(): AsyncGenerator<MessageView> {
    for await (const row of api.everyThread()) yield* await api.everyMessage(row.id);
    let cursor: string | null = '';
    do {
      const page: AutomaticPage = await api.get(
        `/automatic?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      yield* page.items;
      cursor = page.next;
    } while (cursor !== null);
  }

  it('are each shown whole, in a thread or as automatic mail; in quarantine where nobody is named as author', async () => {
    const shown = new Map<string, MessageView>();
    const seen = new Set<string>();
    const inQuarantine = () => mails.filter(({ raw }) => !shown.has(print(raw)));
    await holds(
      async () => {
        for await (const message of everyMessage()) {
          if (seen.has(message.id) || !message.hasOriginal) continue;
          seen.add(message.id);
          shown.set(print(await api.bytes(`/messages/${message.id}/original`)), message);
        }
        expect((await api.quarantine()).items).toHaveLength(inQuarantine().length);
      },
      { timeoutMs: 120_000, intervalMs: 2_000 },
    );
    expect([...shown.keys()].filter((one) => !mails.some(({ raw }) => print(raw) === one))).toEqual([]);
    expect(inQuarantine().filter(({ raw }) => /^(From|Sender|Return-Path):.*@/im.test(head(raw)))).toEqual(
      [],
    );
    const wrong: string[] = [];
    for (const { name, raw, known } of mails) {
      const message = shown.get(print(raw));
      for (const what of message ? await missing(api, known, message) : []) wrong.push(`${name}: ${what}`);
    }
    expect(wrong).toEqual([]);
    expect(shown.size).toBeGreaterThanOrEqual(38);
    console.log(
      `${shown.size} of ${mails.length} mails shown, in quarantine: ${inQuarantine()
        .map(({ name }) => name)
        .join(', ')}`,
    );
  }, 180_000);
});
