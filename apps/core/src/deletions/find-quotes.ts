import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import type { ChangedMessage } from '../deliveries/tell-changed.js';

/**
 * Who quotes these messages in public. What is gone at its network is quoted in no account group: the network shows no such quote, and neither do we.
 * What one group keeps no longer may stand there still, and is quoted in others as before: what they keep is their own.
 */
export const findQuotes = (
  db: Queryable,
  messageIds: readonly string[],
  within: 'every-group' | 'their-group',
): Promise<ChangedMessage[]> =>
  db.query(finding, [encodeArray('uuid', messageIds), within === 'their-group']);

/** Whether the words of message `m` stand in a public one that quotes it, in whatever account group: by an index of quotes alone, for it is asked of every message that was removed. */
export const isQuoted = (m: string): string => `exists (
  select from message quoting where quoting.reference_ids[cardinality(quoting.reference_ids)] = ${m}.threading_id
    and quoting.audience = 'public' and quoting.direction = 'inbound' and quoting.quoted_text is not null)`;

/** Connectors name what is quoted last. */
const finding = `
select distinct q.id as "messageId", q.account_group_id as "accountGroupId", q.anchor_identity_id as "anchorIdentityId"
from message m join message q on (q.in_reply_to || q.reference_ids) @> array[m.threading_id]
  and q.audience = 'public' and q.direction = 'inbound'
where m.id = any($1) and m.threading_id is not null and m.audience = 'public' and q.quoted_text is not null
  and q.reference_ids[cardinality(q.reference_ids)] = m.threading_id
  and (not $2::boolean or q.account_group_id = m.account_group_id)
order by q.id`;
