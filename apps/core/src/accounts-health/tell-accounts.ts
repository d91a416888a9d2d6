import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';

/** Tells whoever looks that something of these accounts is otherwise now. */
export const tellAccounts = (
  db: Queryable,
  accounts: readonly { id: string; accountGroupId: string }[],
): Promise<void> =>
  recordLive(
    db,
    accounts.map(({ id, accountGroupId }) => ({ accountGroupId, kind: 'account', data: { accountId: id } })),
  );
