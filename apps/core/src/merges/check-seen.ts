import type { Reader } from '../access/reader.js';
import { identityVisibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

/** Refuses a change of links of which the reader sees nobody. */
export const checkSeen = async (
  db: Queryable,
  reader: Reader,
  { kind, changeId }: { kind: string; changeId: string },
): Promise<void> => {
  const seen: object[] = await db.query(
    `select from link_change c join identity i on i.id = any(c.identity_ids)
     where c.id = $1 and c.evidence ->> 'type' <> 'part' and ${identityVisibleTo('i', '$2')} limit 1`,
    [changeId, reader.accountGroupIds],
  );
  if (seen.length === 0)
    throw new DomainError('not-found', `There is no ${kind} with this id that you may see.`);
};
