import type { MessageDeleted } from '@filo/contracts';
import type { DataSource } from 'typeorm';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { tellChanged, type ChangedMessage } from '../deliveries/tell-changed.js';

/** Something of ours stands there, as far as we know. */
export const standsThere = (delivery: string): string => `${delivery}.state in ('sent', 'delivered')`;

/** What the network calls a delivery `d`: each of its posts, where it is more than one. */
export const postsOf = (delivery: string): string =>
  `coalesce(${delivery}.external_ids, array[${delivery}.external_id])`;

/**
 * Notes which posts of ours are gone at their network, by another program of ours or by whoever moderates there: once the last post of an answer is
 * gone its delivery is deleted, by nobody whom we know, or by whoever wished so here; what was answered waits for us again. What we said stays. A deletion that comes again changes
 * nothing. Deliveries are locked before their threads, as receipts lock them.
 */
export const noteOursGone = (dataSource: DataSource, deletions: readonly MessageDeleted[]): Promise<void> =>
  inTransaction(dataSource, async (db: Queryable) => {
    const changed = (await db.query(notingGone, [JSON.stringify(deletions)])) as ChangedMessage[];
    await tellChanged(db, changed);
  });

/** By the one index that serves it: no plan that a transaction may choose reads two of them for one condition. */
const named = (where: string): string => `(select * from delivery where ${where} offset 0)`;

/** The parts of delivery `d`, with which of them are gone. */
const withGone = `(
    select jsonb_agg(case when exists (select from gone where gone.id = d.id and gone.post = part ->> 'id')
      then part || '{"gone": true}' else part end order by n)
    from jsonb_array_elements(d.parts) with ordinality p(part, n))`;

/** Taken from the locked rows: two of its parts may be told of at once. */
export const notingGone = `
with gone as materialized (
  select d.id, r."externalId" as post from json_to_recordset($1) as r("accountId" uuid, "externalId" text, "privateToo" boolean)
  cross join lateral (
    select d.id, d.message_id from ${named('account_id = r."accountId" and external_id = r."externalId"')} d
    union
    select d.id, d.message_id from ${named('external_ids @> array[r."externalId"]')} d where d.account_id = r."accountId") d
  join message m on m.id = d.message_id and m.direction = 'outbound' and (m.audience = 'public' or r."privateToo")
), held as materialized (
  select d.id, d.state, d.external_id, d.external_ids, d.message_id from delivery d
  where d.id = any(array(select id from gone)) order by d.id for no key update
), rest as (
  select held.*, array(
    select part.id from unnest(${postsOf('held')}) part(id)
    where not exists (select from gone where gone.id = held.id and gone.post = part.id)) as posts
  from held where ${standsThere('held')}
), shorter as (
  update delivery d set external_ids = rest.posts, parts = ${withGone}
  from rest where d.id = rest.id and rest.posts <> '{}' returning d.message_id, d.parts
), deleted as (
  update delivery d set state = 'deleted', at = now(), code = null, detail = null, why = null, parts = ${withGone},
    deleted_by = (select w.agent_id from take_back w where w.message_id = d.message_id and not w.refused)
  from rest where d.id = rest.id and rest.posts = '{}' returning d.message_id)
select distinct m.id as "messageId", m.account_group_id as "accountGroupId", m.anchor_identity_id as "anchorIdentityId"
from (select message_id from deleted union all select message_id from shorter where parts is not null) changed
join message m on m.id = changed.message_id`;
