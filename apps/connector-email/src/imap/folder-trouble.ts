import type { ImapServer } from '../email-settings.js';
import type { ChosenFolders } from './choose-folders.js';

/** What of a mailbox is not read although it should be, in sentences that name the setting; undefined: all is read. Pure. */
export const folderTrouble = (
  { missing, sent }: Pick<ChosenFolders, 'missing' | 'sent'>,
  server: Pick<ImapServer, 'sentFolder'>,
): string | undefined => {
  const sentences = [
    ...(missing.length > 0
      ? [
          `The mailbox has no folder ${missing.join(', ')}. All other folders are read. Make it, or take it off the account.`,
        ]
      : []),
    ...(sent === 'unnamed'
      ? [
          'The server does not say which folder holds sent mail, so what you send by another program is not seen here. All other folders are read. Name the Sent folder of the account (sentFolder), or choose to read none.',
        ]
      : []),
    ...(sent === 'missing'
      ? [
          `The mailbox has no folder ${String(server.sentFolder)}, which the account names as its Sent folder (sentFolder), so what you send by another program is not seen here. All other folders are read. Correct the name, or choose to read none.`,
        ]
      : []),
  ];
  return sentences.length === 0 ? undefined : sentences.join(' ');
};
