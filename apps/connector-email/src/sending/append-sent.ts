import type { Sending } from '@filo/connector';
import { sentFolder } from '../imap/choose-folders.js';
import { settingsOf, type OpenMailbox } from '../imap/open-mailbox.js';

/** Puts a copy of what was sent into the Sent folder, for accounts that ask for it. */
export class AppendSent {
  constructor(private readonly openMailbox: OpenMailbox) {}

  async run(raw: Buffer, sending: Pick<Sending, 'account' | 'secrets'>): Promise<void> {
    const settings = settingsOf(sending.account);
    if (!settings.appendSent || settings.imap === undefined) return;
    const session = await this.openMailbox.run(settings, sending.secrets);
    try {
      const folder = sentFolder(settings.imap, await session.folders());
      if (folder !== undefined) await session.append(folder, raw);
    } finally {
      session.close();
    }
  }
}
