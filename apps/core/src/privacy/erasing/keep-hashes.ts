import type { Queryable } from '../../database/queryable.js';
import { deliveryPlace, sentPlace } from '../../ingest/keys-of-event.js';
import type { Found } from './find-erased.js';

/**
 * Writes down under which keys what is erased would come again, whichever server or account tells of it, and our answers too: as hashes, and
 * nothing else of them is kept. Resolves with the hashes.
 */
export const keepHashes = async (db: Queryable, found: Found): Promise<string[]> => {
  const rows = (await db.query(keeping, [found.messages, found.quarantined, found.deliveries])) as {
    hash: string;
  }[];
  return rows.map(({ hash }) => hash);
};

const keeping = `
with keys as materialized (
  select channel, external_id from ledger where message_id = any($1::uuid[])
  union select channel, external_id from ledger_copy where message_id = any($1::uuid[])
  union select channel, external_id from quarantine where id = any($2::uuid[])
  union select channel, envelope ->> 'toldAs' from quarantine where id = any($2::uuid[]) and envelope ? 'toldAs'
  union select m.channel, r.external_id from arrival r join message m on m.id = r.message_id
    where r.message_id = any($1::uuid[]) and r.external_id is not null
  union select a.channel, post.id from delivery d join account a on a.id = d.account_id join message m on m.id = d.message_id
    cross join lateral unnest(d.external_ids || d.external_id) post(id)
    where d.id = any($3::uuid[]) and d.message_id = any($1::uuid[]) and post.id is not null
  union select '${deliveryPlace}', id::text from unnest($3::uuid[]) sent(id)
  union select '${sentPlace}', m.threading_id from message m
    where m.id = any($1::uuid[]) and m.direction = 'outbound' and m.threading_id is not null
), named as (
  select channel, external_id from keys
  union select n.channel, n.external_id from keys k join post_name n on n.channel = k.channel and n.first_external_id = k.external_id
), hashed as (
  select distinct erased_hash(channel, external_id) as hash from named
), kept as (
  insert into erased_key (hash) select hash from hashed on conflict do nothing)
select encode(hash, 'hex') as hash from hashed`;
