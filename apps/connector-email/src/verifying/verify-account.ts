import type { Verification } from '@filo/connector';
import type { ConnectedAccount } from '@filo/contracts';
import { emailSettings } from '../email-settings.js';
import type { OpenMailbox } from '../imap/open-mailbox.js';
import type { SmtpClientOptions } from '../sending/smtp-client.js';
import { verifyImap } from './verify-imap.js';
import { verifySmtp } from './verify-smtp.js';

/** Tests the settings of an account live, IMAP and SMTP at once; stores and sends nothing. */
export class VerifyAccount {
  constructor(
    private readonly openMailbox: OpenMailbox,
    private readonly smtpOptions: Pick<SmtpClientOptions, 'name' | 'authorities'>,
  ) {}

  async run(account: ConnectedAccount, secrets: Readonly<Record<string, string>>): Promise<Verification[]> {
    const parsed = emailSettings.safeParse(account.settings);
    if (!parsed.success) {
      const where = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
      const message = `The settings cannot be read (${where}). Correct them and test again.`;
      return [{ name: 'settings', ok: false, code: 'settings-invalid', message, durationMs: 0 }];
    }
    const { imap, smtp } = parsed.data;
    return Promise.all([
      ...(imap === undefined ? [] : [verifyImap(this.openMailbox, { ...parsed.data, imap }, secrets)]),
      ...(smtp === undefined ? [] : [verifySmtp(smtp, secrets, this.smtpOptions)]),
    ]);
  }
}
