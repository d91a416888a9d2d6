import type { Reader } from '../access/reader.js';
import { identityVisibleTo, visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

/** An identity, and the account of ours by which it can be looked at: the one that heard of it last. */
export interface LookedAt {
  identityId: string;
  kind: string;
  key: string;
  handle: string | null;
  personId: string | null;
  account: { id: string; channel: string } | null;
}

/** Only by an account that the reader sees, for it may be shown more than others. Throws `not-found`. */
export const findLookedAt = async (db: Queryable, reader: Reader, id: string): Promise<LookedAt> => {
  const [found] = (await db.query(finding, [id, reader.accountGroupIds])) as LookedAt[];
  if (found) return found;
  throw new DomainError('not-found', 'There is no address with this id that you may see.');
};

const finding = `
select i.id as "identityId", i.kind, i.key, i.handle,
  (select l.person_id from link l where l.identity_id = i.id and l.withdrawn_at is null) as "personId",
  (select json_build_object('id', a.id, 'channel', a.channel)
   from message m join account a on a.id = m.account_id and a.channel = m.channel
   where m.anchor_identity_id = i.id and ${visibleTo('m', '$2')} and ${visibleTo('a', '$2')} and a.state = 'active'
   order by m.sort_at desc, m.id desc limit 1) as account
from identity i where i.id = $1 and ${identityVisibleTo('i', '$2')}`;
