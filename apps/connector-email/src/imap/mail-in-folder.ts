import type { ConnectedAccount } from '@filo/contracts';
import type { ArrivedMail } from '../receiving/arrival.js';
import type { ReadFolder } from './choose-folders.js';
import type { ListedMail, OpenFolder } from './imap-session.js';

/** A folder that is being read. */
export interface FolderInHand extends OpenFolder {
  role: ReadFolder['role'];
}

/** How a mail in a mailbox reached us. Its time is the server's INTERNALDATE, never later than now. */
export const arrivedInFolder = (
  mail: ListedMail,
  folder: FolderInHand,
  account: Pick<ConnectedAccount, 'importSince'>,
): ArrivedMail => {
  const at = new Date(Math.min(mail.arrivedAt.getTime(), Date.now()));
  return {
    arrival: { via: 'imap', folder: folder.path, uidValidity: folder.uidValidity, uid: mail.uid },
    at,
    role: folder.role,
    history: account.importSince !== undefined && at.getTime() < Date.parse(account.importSince),
    envelopeRecipients: [],
  };
};
