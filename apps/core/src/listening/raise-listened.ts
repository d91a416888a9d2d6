import type { MessageReceived } from '@filo/contracts';
import { visibleTo } from '../access/visible-to.js';
import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import { noRows, type BatchRows, type MessageRow } from '../ingest/batch-rows.js';
import { bringUpToDate } from '../ingest/bring-up-to-date.js';
import type { AccountFacts, Claimed } from '../ingest/intake.js';
import type { OwnIds } from '../ingest/own-ids.js';
import { planStored, writePlaces } from '../ingest/place-stored.js';
import { readBatchFacts } from '../ingest/read-batch-facts.js';
import { isListened } from './heard-as.js';

/**
 * Posts that were only found until now get their person, thread and topic as if they had just been said to us. They stand already: nothing else
 * of them is written. Their rows of `listened_post` were taken before. Resolves with the posts as they were placed, and the topics that were
 * opened for them.
 */
export const raiseListened = async (
  db: Queryable,
  raised: readonly Claimed[],
  { ids, actor }: { ids: OwnIds; actor?: string },
): Promise<Pick<BatchRows, 'messages' | 'topics'>> => {
  if (raised.length === 0) return noRows();
  const facts = await readBatchFacts(db, raised, ids);
  const plan = planStored(raised, facts);
  await writePlaces(db, plan, actor);
  await place(db, plan.rows.messages);
  await bringUpToDate(db, plan);
  return plan.rows;
};

/** Of what came again, the posts that were only found until now and are said to us, each taken for this transaction. */
export const saidAfterAll = async (
  db: Queryable,
  repeated: readonly { event: MessageReceived; messageId: string }[],
  accounts: ReadonlyMap<string, AccountFacts>,
): Promise<Claimed[]> => {
  const said = new Map(
    repeated
      .filter(
        ({ event }) => event.direction === 'inbound' && event.audience === 'public' && !isListened(event),
      )
      .map((one) => [one.messageId, one.event]),
  );
  if (said.size === 0) return [];
  return (await takeListened(db, [...said.keys()])).map((messageId) => {
    const event = said.get(messageId)!;
    return { messageId, event, account: accounts.get(event.accountId)! };
  });
};

/**
 * Of these messages those that nobody saw to until now, for a reader only what stands in `groups`; they are seen to from here on. Whoever
 * comes second gets none.
 */
export const takeListened = async (
  db: Queryable,
  messageIds: readonly string[],
  groups: readonly string[] | null = null,
): Promise<string[]> => {
  const rows = (await db.query(taking, [encodeArray('uuid', messageIds), groups])) as { id: string }[];
  return rows.map(({ id }) => id);
};

const taking = `
with held as materialized (
  select l.message_id as id from listened_post l where l.message_id = any($1::uuid[]) and l.state <> 'taken-up'
    and ($2::uuid[] is null or ${visibleTo('l', '$2')})
  order by l.message_id for update),
taken as (
  update listened_post l set state = 'taken-up', at = now(), change_id = null, changed_by = null from held where l.message_id = held.id returning held.id)
select id from taken order by id`;

/** It counts as taken in now, so that nothing that was closed before has answered it; it is answered where it was said to us. */
const place = async (db: Queryable, rows: readonly MessageRow[]): Promise<void> => {
  const of = (name: 'id' | 'topic_id' | 'account_id' | 'answers_message_id') =>
    encodeArray('uuid', rows.map((row) => row[name])); // prettier-ignore
  const history = rows.map((row) => row.history);
  await db.query(placing, [of('id'), of('topic_id'), of('account_id'), of('answers_message_id'), history]);
};

/** From here on they were said to us. */
const placing = `
with said as (update public_post p set said = true where p.message_id = any($1::uuid[]))
update message m set topic_id = r.topic_id, account_id = r.account_id, history = r.history, ingested_at = clock_timestamp(),
  answers_message_id = coalesce(r.answers_id, m.answers_message_id)
from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::boolean[]) r(id, topic_id, account_id, answers_id, history)
where m.id = r.id`;
