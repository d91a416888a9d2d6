import {
  aborted,
  PermanentError,
  type Again,
  type Channel,
  type Consent,
  type Heard,
  type Listening,
  type OwnMemory,
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
import type { makeSignIn } from './oauth/make-sign-in.js';
import type { ArrivedMail } from './receiving/arrival.js';
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
  oauth: ReturnType<typeof makeSignIn>;
}

/** Mail: in by the door and from a mailbox, out by SMTP or onto the outbox page. */
export class EmailChannel implements Channel {
  readonly name = 'email';

  readonly consent: Consent;

  constructor(private readonly parts: EmailChannelParts) {
    this.consent = parts.oauth.consent;
  }

  remember(memory: OwnMemory): void {
    this.parts.oauth.memory.remember(memory);
  }

  forget(accountId: string): Promise<void> {
    return this.parts.oauth.book.forget(accountId);
  }

  /** Whatever is wrong with an account of ours: its mail waits at the sender's server and does not bounce. */
  hold(account: ConnectedAccount): () => void {
    return this.parts.door.hold(account);
  }

  /** A paused account's door stays shut. */
  async open(listening: Listening): Promise<void> {
    settingsOrThrow(listening.account);
    const { door, receive, doorCommitMs } = this.parts;
    const paused = listening.account.state === 'paused';
    const shut = paused ? undefined : door.open(doorAccount(listening, receive, doorCommitMs));
    listening.health('ok');
    await aborted(listening.signal);
    shut?.();
  }

  async listen(listening: Listening): Promise<void> {
    const { imap, oauth } = settingsOrThrow(listening.account);
    return this.parts.oauth.signIn.listen(listening, oauth, (on) => {
      if (imap !== undefined) return this.parts.mailbox.run(on, imap);
      on.health('ok');
      return aborted(on.signal);
    });
  }

  async reconcile(listening: Listening): Promise<void> {
    const { imap, oauth } = settingsOrThrow(listening.account);
    if (imap === undefined) return;
    const { oauth: { signIn }, reconcileMailbox } = this.parts; // prettier-ignore
    await reconcileMailbox.ready(listening);
    await signIn.run(listening, oauth, (secrets) => reconcileMailbox.run({ ...listening, secrets }, imap));
  }

  async send(message: Send, sending: Sending): Promise<Sent> {
    const { smtp, oauth } = settingsOrThrow(sending.account);
    if (smtp === undefined) return captureMail(message, sending);
    return this.parts.oauth.signIn.runWaiting(sending, oauth, async (secrets) => {
      const signedIn = { ...sending, secrets };
      const { mail, ...sent } = await this.parts.sendMail.run(message, signedIn, smtp);
      // The mail is out: a copy that fails must not make anybody send it again.
      await this.parts.appendSent.run(mail.raw, signedIn).catch(() => undefined);
      return sent;
    });
  }

  async lookUp(message: Send, sending: Omit<Sending, 'start'>): Promise<Sent | undefined> {
    const { oauth } = settingsOrThrow(sending.account);
    return this.parts.oauth.signIn.run(sending, oauth, (secrets) =>
      this.parts.lookInSent.run(message, { ...sending, secrets }),
    );
  }

  verify(account: ConnectedAccount, secrets: Readonly<Record<string, string>>): Promise<Verification[]> {
    return this.parts.verifyAccount.run(account, secrets);
  }

  readAgain(raw: Uint8Array, { listening, sortAt, history, arrival, direction }: Again): Promise<Heard> {
    const arrived: ArrivedMail = {
      arrival: arrival ?? { via: 'smtp' },
      at: new Date(sortAt),
      role: direction === 'outbound' ? 'sent' : 'received',
      history,
      envelopeRecipients: [],
    };
    return this.parts.receive.run(raw, arrived, listening);
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
