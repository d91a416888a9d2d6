import { PermanentError, type Listening } from '@filo/connector';
import { emailSettings, type EmailSettings } from '../email-settings.js';
import { loginOf } from '../servers/server-login.js';
import { ImapSession } from './imap-session.js';
import { fetchLimits } from './fetch-batches.js';

/** Opens sessions on the mailbox of an account. */
export class OpenMailbox {
  constructor(private readonly authorities?: string) {}

  /** Rejects with the library's error, to be read by `problemOf`. */
  async run(settings: EmailSettings, secrets: Readonly<Record<string, string>>): Promise<ImapSession> {
    const server = settings.imap;
    const login = loginOf('imap', server?.user, secrets);
    if (server === undefined || login === undefined) {
      throw new PermanentError(
        'no-mailbox',
        'The account has no IMAP server, so there is no mailbox to open.',
      );
    }
    return ImapSession.open({
      server,
      login,
      authorities: this.authorities,
      rawBytesMax: fetchLimits.rawBytesMax,
    });
  }
}

export const settingsOf = (account: Listening['account']): EmailSettings =>
  emailSettings.parse(account.settings);
