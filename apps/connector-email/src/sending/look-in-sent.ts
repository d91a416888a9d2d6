import type { Send } from '@filo/contracts';
import type { Sending, Sent } from '@filo/connector';
import { sentFolder } from '../imap/choose-folders.js';
import type { ImapSession } from '../imap/imap-session.js';
import { settingsOf, type OpenMailbox } from '../imap/open-mailbox.js';

/**
 * Whether a mail lies in the Sent folder. Only finding it says something: many servers keep no copy of what SMTP takes, so
 * its absence is no proof, unless we put a copy there ourselves after each success, which cannot be told from a cut either.
 * What is looked for is the copy of this recipient: all share one Message-ID, and each has an address for answers of its own.
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
      if (uids.length === 0 || !(await isTheirs(message, uids, session))) return undefined;
      return { detail: `An earlier try had succeeded: found in the folder ${folder}` };
    } finally {
      session.close();
    }
  }
}

/** Copies that cannot be told apart prove nothing for any one recipient: rather a mail twice than one that never left. */
const isTheirs = async (
  message: Send,
  uids: readonly number[],
  session: Pick<ImapSession, 'repliesTo'>,
): Promise<boolean> => {
  const { visibleTo, visibleCc, recipient, replyAddress } = message;
  if ([...visibleTo, ...visibleCc].every(({ key }) => key === recipient.key)) return true;
  if (replyAddress === undefined) return false;
  const answersGoTo = await session.repliesTo(uids);
  return answersGoTo.has(replyAddress.toLowerCase());
};
