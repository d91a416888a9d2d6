import type { AuthorProof } from '@filo/contracts';
import type { Delivered, Heard, Listening } from '@filo/connector';
import { TemporaryError } from '@filo/connector';
import { emailSettings } from '../email-settings.js';
import type { MailReader } from '../reading/mail-reader.js';
import type { ReadMail, Reading } from '../reading/reading.js';
import type { ArrivedMail } from './arrival.js';
import { ofFormMailer } from './form-mailer.js';
import { contentOf, heardMail, heardQuarantined, type Questionable } from './heard-mail.js';
import type { JudgeAuthor } from './judge-author.js';

type On = Pick<Listening, 'account' | 'blobs'>;

/**
 * Turns raw bytes into what core takes: the raw bytes go into the bus's blob store first, then the mail is read, then its
 * attachments are stored. What cannot be read comes out as quarantined; nothing is dropped. Rejects with `TemporaryError`
 * when the bus is away.
 */
export class ReceiveMail {
  constructor(
    private readonly reader: Pick<MailReader, 'read'>,
    private readonly judge: JudgeAuthor,
  ) {}

  async run(raw: Uint8Array, arrived: ArrivedMail, on: On): Promise<Heard> {
    const stored = await on.blobs.put(raw);
    const reading = await this.read(raw);
    if (reading.type === 'unreadable') return heardQuarantined(reading, arrived, stored);
    const { mail, signatures } = reading;
    const settings = emailSettings.parse(on.account.settings);
    const [parts, judged] = await Promise.all([
      Promise.all(mail.parts.map((part) => on.blobs.put(part.content))),
      this.judge.run(raw, mail.author.key, { client: arrived.client, settings, signatures }),
    ]);
    const authorProof = mail.authorSure ? judged : noProof(judged);
    if (authorProof.verdict === 'failed')
      return heardQuarantined(
        { ...untrusted(mail, authorProof), content: contentOf(mail, parts, authorProof) },
        arrived,
        stored,
      );
    const said = arrived.role === 'sent' ? undefined : ofFormMailer(mail, settings.formMailers);
    const blobs = { raw: stored, parts };
    return heardMail(said?.mail ?? mail, on.account, {
      arrived,
      blobs,
      authorProof: said?.authorProof ?? authorProof,
    });
  }

  /**
   * Hands over what was heard; what the bus or core refuse for good goes to quarantine with their words, so that one mail
   * can never hold up the others.
   */
  async deliver<Answer extends Delivered | void>(
    heard: Heard,
    arrived: ArrivedMail,
    hand: (heard: Heard) => Promise<Answer>,
  ): Promise<Answer> {
    try {
      return await hand(heard);
    } catch (error) {
      if (error instanceof TemporaryError || heard.type === 'quarantined' || heard.raw === undefined)
        throw error;
      const said = messageOf(error);
      const refused = {
        reason: `It was read, but could not be handed over: ${said}`,
        why: { code: 'mail-not-handed-over', with: { said: said.slice(0, 500) } },
        envelope: { from: heard.author.key, subject: heard.subject },
        externalId: heard.externalId,
      };
      return hand(heardQuarantined(refused, arrived, heard.raw));
    }
  }

  /** The reader makes a stub of whatever it cannot read; it rejects only when it is closed under a reading. */
  private async read(raw: Uint8Array): Promise<Reading> {
    try {
      return await this.reader.read(raw);
    } catch (error) {
      throw new TemporaryError('The mail could not be read before this service ended.', { cause: error });
    }
  }
}

/**
 * Domains sign and vouch for whom From names. Where the author was taken from another header, or is one of several, everybody
 * with an address at the same provider could be proven to be him.
 */
const noProof = (judged: AuthorProof): AuthorProof =>
  judged.verdict === 'proven' ? { verdict: 'claimed', reason: 'from=unclear' } : judged;

/** The owner of the author's domain asks that such mail be not believed; an agent decides. */
const untrusted = (mail: ReadMail, { reason }: AuthorProof): Questionable => ({
  cause: 'untrusted',
  reason: `It claims to come from ${mail.author.key}, whose domain says that it does not (${reason}). Nobody has been shown it. Discard it, or replay it if you know better.`,
  why: {
    code: 'mail-not-believed',
    with: { address: mail.author.key.slice(0, 500), proof: reason.slice(0, 500) },
  },
  envelope: {
    from: mail.author.key,
    author: { kind: mail.author.kind, key: mail.author.key },
    to: mail.participants.filter(({ role }) => role === 'to').map(({ identity }) => identity.key),
    subject: mail.subject,
  },
  externalId: mail.externalId,
});

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
