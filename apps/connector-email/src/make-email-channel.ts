import { MailDoor } from './door/mail-door.js';
import { EmailChannel } from './email-channel.js';
import { CaughtUp } from './imap/caught-up.js';
import { ImportFolder } from './imap/import-folder.js';
import { ListenToMailbox } from './imap/listen-to-mailbox.js';
import { OpenMailbox } from './imap/open-mailbox.js';
import { ReconcileFolder } from './imap/reconcile-folder.js';
import { ReconcileMailbox } from './imap/reconcile-mailbox.js';
import { SeenMails } from './imap/seen-mails.js';
import { TakeBatch } from './imap/take-batch.js';
import { makeSignIn } from './oauth/make-sign-in.js';
import type { OAuthProvider } from './oauth/provider/oauth-provider.js';
import type { MailReader } from './reading/mail-reader.js';
import type { JudgeAuthor } from './receiving/judge-author.js';
import { ReceiveMail } from './receiving/receive-mail.js';
import { AppendSent } from './sending/append-sent.js';
import { LookInSent } from './sending/look-in-sent.js';
import { SendMail } from './sending/send-mail.js';
import type { SmtpPatience } from './sending/smtp-client.js';
import { VerifyAccount } from './verifying/verify-account.js';

export interface EmailChannelOptions {
  reader: Pick<MailReader, 'read'>;
  judge: JudgeAuthor;
  doorCommitMs: number;
  pollMs: number;
  /** Our name in EHLO. */
  name?: string;
  /** Further authorities, PEM. */
  authorities?: string;
  /** With servers that take our mail. */
  patience?: SmtpPatience;
  /** Where mailboxes may sign in by OAuth 2. */
  providers?: readonly OAuthProvider[];
  /** How often the permissions given there are looked at. */
  grantLookMs?: number;
}

/** Puts the channel together; the door it returns still needs an SMTP server in front. */
export const makeEmailChannel = (options: EmailChannelOptions): { channel: EmailChannel; door: MailDoor } => {
  const { reader, judge, doorCommitMs, pollMs, name, authorities, patience, providers = [] } = options;
  const door = new MailDoor();
  const receive = new ReceiveMail(reader, judge);
  const openMailbox = new OpenMailbox(authorities);
  const seen = new SeenMails();
  const takeBatch = new TakeBatch(receive, seen);
  const caughtUp = new CaughtUp();
  const verifyAccount = new VerifyAccount(openMailbox, { name, authorities });
  const channel = new EmailChannel({
    door,
    doorCommitMs,
    receive,
    mailbox: new ListenToMailbox(openMailbox, new ImportFolder(takeBatch), caughtUp, pollMs),
    reconcileMailbox: new ReconcileMailbox(openMailbox, new ReconcileFolder(takeBatch, seen), caughtUp),
    sendMail: new SendMail({ name, authorities, patience }),
    appendSent: new AppendSent(openMailbox),
    lookInSent: new LookInSent(openMailbox),
    verifyAccount,
    oauth: makeSignIn(providers, verifyAccount, options.grantLookMs),
  });
  return { channel, door };
};
