import type { MessageDeleted } from '@filo/contracts';
import type { DataSource } from 'typeorm';
import { encodeArray } from '../database/encode-array.js';
import { inTransaction } from '../database/in-transaction.js';
import { tellChanged, type ChangedMessage } from '../deliveries/tell-changed.js';
import { holdPeople } from '../people/hold-people.js';
import { asKnown, wasHeardBy } from './as-known.js';
import { goneThereMark, isGoneThere, isSaidElsewhere } from './gone-there-mark.js';

/** Marks what another program of ours said in public and is gone there: its words stay, and what it answered waits for us again. A deletion that comes again changes nothing. */
export const markGoneThere = (dataSource: DataSource, deletions: readonly MessageDeleted[]): Promise<void> =>
  inTransaction(dataSource, async (db) => {
    const found = (await db.query(finding, [JSON.stringify(deletions)])) as ChangedMessage[];
    if (found.length === 0) return;
    // The threads are locked before what stands in them changes.
    await holdPeople(db, [...new Set(found.map(({ anchorIdentityId }) => anchorIdentityId))]);
    const ids = found.map(({ messageId }) => messageId);
    const marked = (await db.query(marking, [encodeArray('uuid', ids), JSON.stringify([goneThereMark])])) as {
      id: string;
    }[];
    const changed = new Set(marked.map(({ id }) => id));
    await tellChanged(
      db,
      found.filter(({ messageId }) => changed.has(messageId)),
    );
  });

const finding = `
select distinct m.id as "messageId", m.account_group_id as "accountGroupId", m.anchor_identity_id as "anchorIdentityId"
from json_to_recordset($1) as r(channel text, "accountId" uuid, "externalId" text, "privateToo" boolean)
${asKnown('r.channel', 'r."externalId"')}
join message m on m.id = g.message_id or m.copy_of = g.message_id
where (m.audience = 'public' or r."privateToo") and m.direction = 'outbound' and ${isSaidElsewhere('m')} and not ${isGoneThere('m')}
  and ${wasHeardBy('r."accountId"')}
order by m.id`;

/** Two may tell of it at once: whoever comes second finds the mark there. */
const marking = `
with marked as (
  update message m set marks = m.marks || $2::jsonb where m.id = any($1) and not ${isGoneThere('m')} returning m.id)
select id from marked`;
