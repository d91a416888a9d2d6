import type { Listening } from '@filo/connector';
import { fetchBatches } from './fetch-batches.js';
import type { ImapSession } from './imap-session.js';
import type { FolderInHand } from './mail-in-folder.js';
import type { SeenMails } from './seen-mails.js';
import type { TakeBatch } from './take-batch.js';

/** A day more than the bus keeps messages. */
const windowDays = 8;
const askAtOnce = 500;

/**
 * Compares what lies in the folder and arrived in the retention window with core's ledger, and delivers what core lacks.
 * Mails that this process has read before are asked for by id alone.
 */
export class ReconcileFolder {
  constructor(
    private readonly takeBatch: TakeBatch,
    private readonly seen: SeenMails,
  ) {}

  /** How many mails core lacked. */
  async run(session: ImapSession, folder: FolderInHand, on: Listening): Promise<number> {
    const uids = await session.uidsSince(new Date(Date.now() - windowDays * 86_400_000));
    const unread = uids.filter((uid) => this.seen.get(folder, uid) === undefined);
    const lacking = await this.lackingOf(uids, folder, on);
    let delivered = 0;
    for await (const batch of fetchBatches(
      session,
      [...unread, ...lacking].toSorted((a, b) => a - b),
    )) {
      const read = await Promise.all(
        batch.mails.map(async (mail) => ({ mail, heard: await this.takeBatch.read(mail, folder, on) })),
      );
      const known = await on.known(read.map(({ heard }) => heard.externalId));
      const missing = read.filter(({ heard }) => !known.has(heard.externalId));
      await Promise.all(missing.map((one) => this.takeBatch.deliver(one, folder, on)));
      delivered += missing.length;
      if (on.signal.aborted) break;
    }
    return delivered;
  }

  /** UIDs whose external id we know and core does not. */
  private async lackingOf(uids: readonly number[], folder: FolderInHand, on: Listening): Promise<number[]> {
    const lacking: number[] = [];
    const read = uids.flatMap((uid) => {
      const externalId = this.seen.get(folder, uid);
      return externalId === undefined ? [] : [{ uid, externalId }];
    });
    for (let i = 0; i < read.length; i += askAtOnce) {
      const some = read.slice(i, i + askAtOnce);
      const known = await on.known(some.map(({ externalId }) => externalId));
      lacking.push(...some.filter(({ externalId }) => !known.has(externalId)).map(({ uid }) => uid));
    }
    return lacking;
  }
}
