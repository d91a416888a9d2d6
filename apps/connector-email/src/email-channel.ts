import {
  aborted,
  PermanentError,
  type Channel,
  type Heard,
  type Listening,
  type Sending,
  type Sent,
  type Verification,
} from '@filo/connector';
import type { ConnectedAccount, Send } from '@filo/contracts';
import type { MailDoor } from './door/mail-door.js';
import { doorAccount } from './door/take-door-mail.js';
import { emailSettings, type EmailSettings } from './email-settings.js';
import type { ListenToMailbox } from './imap/listen-to-mailbox.js';
import type { ReconcileMailbox } from './imap/reconcile-mailbox.js';
import type { ReceiveMail } from './receiving/receive-mail.js';
import type { AppendSent } from './sending/append-sent.js';
import { captureMail } from './sending/capture-mail.js';
import type { LookInSent } from './sending/look-in-sent.js';
import type { SendMail } from './sending/send-mail.js';
import type { VerifyAccount } from './verifying/verify-account.js';

export interface EmailChannelParts {
  door: MailDoor;
  doorCommitMs: number;
  receive: ReceiveMail;
  mailbox: ListenToMailbox;
  reconcileMailbox: ReconcileMailbox;
  sendMail: SendMail;
  appendSent: AppendSent;
  lookInSent: LookInSent;
  verifyAccount: VerifyAccount;
}

/** Mail: in by the door and from a mailbox, out by SMTP or onto the outbox page. */
export class EmailChannel implements Channel {
  readonly name = 'email';

  constructor(private readonly parts: EmailChannelParts) {}

  /** A paused account's door stays shut: its mail waits at the sender's server. */
  async open(listening: Listening): Promise<void> {
    settingsOrThrow(listening.account);
    const { door, receive, doorCommitMs } = this.parts;
    const account = doorAccount(listening, receive, doorCommitMs);
    const shut = listening.account.state === 'paused' ? door.hold(account) : door.open(account);
    listening.health('ok');
    await aborted(listening.signal);
    shut();
  }

  async listen(listening: Listening): Promise<void> {
    const { imap } = settingsOrThrow(listening.account);
    if (imap !== undefined) return this.parts.mailbox.run(listening, imap);
    listening.health('ok');
    return aborted(listening.signal);
  }

  async reconcile(listening: Listening): Promise<void> {
    const { imap } = settingsOrThrow(listening.account);
    if (imap !== undefined) await this.parts.reconcileMailbox.run(listening, imap);
  }

  async send(message: Send, sending: Sending): Promise<Sent> {
    const { smtp } = settingsOrThrow(sending.account);
    if (smtp === undefined) return captureMail(message, sending);
    const { mail, ...sent } = await this.parts.sendMail.run(message, sending, smtp);
    // The mail is out: a copy that fails must not make anybody send it again.
    await this.parts.appendSent.run(mail.raw, sending).catch(() => undefined);
    return sent;
  }

  async lookUp(message: Send, sending: Omit<Sending, 'start'>): Promise<Sent | undefined> {
    return this.parts.lookInSent.run(message, sending);
  }

  verify(account: ConnectedAccount, secrets: Readonly<Record<string, string>>): Promise<Verification[]> {
    return this.parts.verifyAccount.run(account, secrets);
  }

  readAgain(
    raw: Uint8Array,
    { listening, sortAt, history }: { listening: Listening; sortAt: string; history: boolean },
  ): Promise<Heard> {
    return this.parts.receive.run(
      raw,
      { arrival: { via: 'smtp' }, at: new Date(sortAt), role: 'received', history, envelopeRecipients: [] },
      listening,
    );
  }
}

const settingsOrThrow = (account: ConnectedAccount): EmailSettings => {
  const parsed = emailSettings.safeParse(account.settings);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new PermanentError(
    'settings-invalid',
    `The settings of the account cannot be read (${where}). Mail waits where it is. Correct them on the page of the account.`,
  );
};
