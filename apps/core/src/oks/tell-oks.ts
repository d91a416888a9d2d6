import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';

interface ToldOk {
  accountGroupId: string;
  threadId: string | null;
  /** The post that is answered: its card on the board says so, too. */
  messageId: string;
}

/** Tells whoever may see it that an answer waits for an OK, or does not any more. */
export const tellOks = (db: Queryable, { accountGroupId, threadId, messageId }: ToldOk): Promise<void> =>
  recordLive(db, [
    { accountGroupId, kind: 'oks', data: { threadId } },
    { accountGroupId, kind: 'message', data: { threadId, messageId, change: 'changed' } },
  ]);
