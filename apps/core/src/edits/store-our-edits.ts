import type { DataSource } from 'typeorm';
import { encodeArray } from '../database/encode-array.js';
import { inTransaction } from '../database/in-transaction.js';
import { asKnown } from '../deletions/as-known.js';
import { isEmptied } from '../deletions/is-emptied.js';
import { tellChanged, type ChangedMessage } from '../deliveries/tell-changed.js';
import { holdPeople } from '../people/hold-people.js';
import { editedThereMark, partEditedThereMark } from './edited-there-mark.js';
import type { EditNow } from './keep-edits.js';
import { rewriteMessages, type Rewritten } from './rewrite-messages.js';
import { sentAs } from './sent-as.js';

type OurEdit = ChangedMessage & Rewritten & { isPart: boolean };

/**
 * Follows words of ours that were changed where they stand, by another program: the words of there stand in the thread, and what was sent
 * becomes a revision. Of an answer in several posts its words stay, and a mark says that one of them reads otherwise. An edit that comes again, or after a newer one, changes nothing.
 */
export const storeOurEdits = (dataSource: DataSource, edits: readonly EditNow[]): Promise<void> =>
  inTransaction(dataSource, async (db) => {
    const found = (await db.query(finding, [JSON.stringify(edits)])) as OurEdit[];
    if (found.length === 0) return;
    // The threads are locked before what stands in them changes.
    await holdPeople(db, [...new Set(found.map(({ anchorIdentityId }) => anchorIdentityId))]);
    const [whole, parts] = [found.filter(({ isPart }) => !isPart), found.filter(({ isPart }) => isPart)];
    const changed = await rewriteMessages(db, whole, { mark: editedThereMark, wordsOf });
    const marked = (await db.query(marking, [
      encodeArray(
        'uuid',
        parts.map(({ messageId }) => messageId),
      ),
      ...[JSON.stringify([partEditedThereMark]), JSON.stringify([{ code: partEditedThereMark.code }])],
    ])) as { id: string }[];
    const ids = new Set([...changed, ...marked.map(({ id }) => id)]);
    await tellChanged(
      db,
      found.filter(({ messageId }) => ids.has(messageId)),
    );
  });

/** By the names of its deliveries; what another program said, as it was heard. */
const finding = `
select distinct on (m.id) m.id as "messageId", m.account_group_id as "accountGroupId", m.anchor_identity_id as "anchorIdentityId",
  r.at, r.text, r."newText", r."contentWarning", null as shows, said."isPart"
from json_to_recordset($1) as r(channel text, "accountId" uuid, "externalId" text, at text, text text, "newText" text, "contentWarning" boolean)
cross join lateral (
  select sent.message_id, coalesce(greatest(jsonb_array_length(sent.parts), cardinality(sent.external_ids)), 1) > 1 as "isPart"
  from (${sentAs('r."accountId"', 'r."externalId"')}) sent
  union
  select heard.id, false from (select g.message_id from (select 1) one ${asKnown('r.channel', 'r."externalId"')} offset 0) g
  join message heard on heard.id = g.message_id or heard.copy_of = g.message_id
  where not exists (select from delivery d where d.message_id in (heard.id, heard.copy_of))) said
join message m on m.id = said.message_id and m.channel = r.channel and m.account_id = r."accountId"
where m.direction = 'outbound' and not ${isEmptied('m')}
order by m.id, r.at::timestamptz desc`;

/** An answer begins with whom it names there, which nobody wrote here. */
const asWritten = (told: string): string => String.raw`case when m.text ~ '^(CW: [^\n]*\n\n)?@' then ${told}
  else regexp_replace(${told}, '^(CW: [^\n]*\n\n)?(@\S+\s+)+', '\1') end`;

/** A post says below its words what its pictures and its link show: what was sent has them beside its words. */
const besideWords = String.raw`'(^|\n\n)\[(Picture|Video|Sound|File|Link)(: .*)?\]$'`;

/** Of what was sent from here its author's words alone; what another program said stands as it was heard, with what it quotes. */
const wordsOf = (told: string): string => `case
  when exists (select from delivery d where d.message_id in (m.id, m.copy_of)) and m.text !~ ${besideWords}
    then regexp_replace(${asWritten('r.new_text')}, ${besideWords}, '')
  else ${asWritten(told)} end`;

const marking = `
with marked as (
  update message m set marks = m.marks || $2::jsonb where m.id = any($1) and not m.marks @> $3::jsonb returning m.id)
select id from marked`;
