import type { MessageDeleted, MessageEdited } from '@filo/contracts';
import { asKnown, wasHeardBy } from '../deletions/as-known.js';
import type { Queryable } from '../database/queryable.js';
import { sentAs } from './sent-as.js';

/** How a message reads since its author changed it. */
export type EditNow = Omit<MessageEdited, 'v' | 'type' | 'eventId'>;

/** Of one account; a stream also tells of posts that nobody said to us. */
const keptMax = 500;

/** Whether core has the message of such a row, and heard it by the row's account, or sent it from there. */
export const isHere = (row: string): string => `(exists (
  select from (select 1) one ${asKnown(`${row}.channel`, `${row}.external_id`)} where ${wasHeardBy(`${row}.account_id`)})
  or exists (select from (${sentAs(`${row}.account_id`, `${row}.external_id`)}) sent))`;

/**
 * Keeps edits whose message has not come: it may be under way in another batch, or wait for a picture. Only of accounts of ours, the newest of
 * each message, and no more than so many.
 */
export const keepEdits = async (db: Queryable, edits: readonly EditNow[]): Promise<void> => {
  const kept = (await db.query(keeping, [JSON.stringify(edits)])) as { accountId: string }[];
  for (const accountId of new Set(kept.map((row) => row.accountId)))
    await db.query(bounding, [accountId, keptMax]);
};

/** What its author deleted is kept nowhere; resolves with what was dropped. */
export const dropEditsOf = (
  db: Queryable,
  deletions: readonly MessageDeleted[],
): Promise<{ channel: string; externalId: string }[]> => db.query(dropping, [JSON.stringify(deletions)]);

const keeping = `
insert into edit_waiting (channel, account_id, external_id, at, text, new_text, typed_text, content_warning, shows)
select r.channel, r.account_id, r.external_id, r.at, r.text, r.new_text, r.typed_text, r.warned, r.shows
from (
  select channel, "accountId" as account_id, "externalId" as external_id, at, text, "newText" as new_text, "typedText" as typed_text,
    "contentWarning" as warned, shows
  from json_to_recordset($1) as told(channel text, "accountId" uuid, "externalId" text, at timestamptz, text text, "newText" text,
    "typedText" text, "contentWarning" boolean, shows jsonb)) r
where exists (select from account a where a.id = r.account_id and a.state <> 'removed') and not ${isHere('r')}
order by r.channel, r.account_id, r.external_id
on conflict (channel, account_id, external_id) do update
set at = excluded.at, text = excluded.text, new_text = excluded.new_text, typed_text = excluded.typed_text, content_warning = excluded.content_warning,
  shows = excluded.shows
where edit_waiting.at < excluded.at
returning account_id as "accountId"`;

const bounding = `
delete from edit_waiting where account_id = $1 and (channel, external_id) in (
  select channel, external_id from edit_waiting where account_id = $1 order by kept_at desc, external_id offset $2)`;

const dropping = `
with gone as (
  delete from edit_waiting e using json_to_recordset($1) as r(channel text, "accountId" uuid, "externalId" text)
  where e.channel = r.channel and e.account_id = r."accountId" and e.external_id = r."externalId"
  returning e.channel, e.external_id as "externalId")
select * from gone`;
