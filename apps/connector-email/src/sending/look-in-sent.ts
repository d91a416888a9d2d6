import type { Send } from '@filo/contracts';
import type { Sending, Sent } from '@filo/connector';
import { sentFolder } from '../imap/choose-folders.js';
import { settingsOf, type OpenMailbox } from '../imap/open-mailbox.js';

/**
 * Whether a mail lies in the Sent folder. Only finding it says something: many servers keep no copy of what SMTP takes, so
 * its absence is no proof, unless we put a copy there ourselves after each success, which cannot be told from a cut either.
 */
export class LookInSent {
  constructor(private readonly openMailbox: OpenMailbox) {}

  async run(message: Send, sending: Omit<Sending, 'start'>): Promise<Sent | undefined> {
    const settings = settingsOf(sending.account);
    if (settings.imap === undefined) return undefined;
    const session = await this.openMailbox.run(settings, sending.secrets);
    try {
      const folder = sentFolder(settings.imap, await session.folders());
      if (folder === undefined) return undefined;
      await session.openFolder(folder);
      const uids = await session.uidsOfMessageId(`<${message.threadingId}>`);
      return uids.length === 0
        ? undefined
        : { detail: `An earlier try had succeeded: found in the folder ${folder}` };
    } finally {
      session.close();
    }
  }
}
