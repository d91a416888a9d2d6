import type { Listening } from '@filo/connector';
import { fetchBatches } from './fetch-batches.js';
import { folderKey, planReading, type FolderCursor } from './folder-cursor.js';
import type { ImapSession } from './imap-session.js';
import type { FolderInHand } from './mail-in-folder.js';
import type { TakeBatch } from './take-batch.js';

/** A folder above this many mails is re-read only as far back as `rescanDays` when its UIDs change meaning. */
const rescanWholeMax = 20_000;
const rescanDays = 30;

/**
 * Brings everything new in the open folder to the bus and moves the cursor behind it: fetch, read, store, publish, wait for
 * all acks, then the cursor, once per batch. Dying anywhere repeats at most one batch, and core knows what it has.
 */
export class ImportFolder {
  constructor(private readonly takeBatch: TakeBatch) {}

  /** How many mails were delivered. */
  async run(session: ImapSession, folder: FolderInHand, on: Listening): Promise<number> {
    const cursor = await on.cursor.read<FolderCursor>(folderKey(folder.path));
    const plan = planReading(cursor, folder);
    if (plan.newEpoch) {
      on.log.warn(
        { accountId: on.account.accountId, why: plan.why, mails: folder.exists },
        'folder read again',
      );
    }
    const uids =
      plan.newEpoch && folder.exists > rescanWholeMax
        ? await session.uidsSince(new Date(Date.now() - rescanDays * 86_400_000))
        : await session.uidsAbove(plan.from);
    let delivered = 0;
    for await (const batch of fetchBatches(session, uids)) {
      await this.takeBatch.run(batch, folder, on);
      delivered += batch.mails.length;
      await this.moveCursor(folder, batch.lastUid, on);
      if (on.signal.aborted) return delivered;
    }
    // Also when nothing was there: the next UIDVALIDITY must be seen as a change.
    if (cursor?.uidValidity !== folder.uidValidity && uids.length === 0) await this.moveCursor(folder, 0, on);
    return delivered;
  }

  private async moveCursor(folder: FolderInHand, lastUid: number, on: Listening): Promise<void> {
    const moved: FolderCursor = { folder: folder.path, uidValidity: folder.uidValidity, lastUid };
    await on.cursor.write(folderKey(folder.path), moved);
  }
}
