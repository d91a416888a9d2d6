import { createHash } from 'node:crypto';

/** How far one folder has been read. */
export interface FolderCursor {
  folder: string;
  uidValidity: string;
  /** Everything up to this UID is with the bus. */
  lastUid: number;
}

export type ReadingPlan =
  /** Read what is above this UID; 0 reads all. */
  | { from: number; newEpoch: false }
  /** UIDs mean something else now: read all again, core knows what it has. */
  | { from: 0; newEpoch: true; why: 'uidvalidity changed' | 'uids fell back' };

/** Keys of the cursor store take few characters, folder names many. */
export const folderKey = (folder: string): string =>
  `folder-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;

/**
 * Where to go on reading. A UIDVALIDITY that moved, or a UIDNEXT at or below what we have read (a mailbox put back from a
 * backup), makes every UID we know worthless (RFC 3501, 2.3.1.1): a new epoch.
 */
export const planReading = (
  cursor: FolderCursor | undefined,
  folder: { uidValidity: string; uidNext: number },
): ReadingPlan => {
  if (cursor === undefined) return { from: 0, newEpoch: false };
  if (cursor.uidValidity !== folder.uidValidity) {
    return { from: 0, newEpoch: true, why: 'uidvalidity changed' };
  }
  if (folder.uidNext <= cursor.lastUid) return { from: 0, newEpoch: true, why: 'uids fell back' };
  return { from: cursor.lastUid, newEpoch: false };
};
