import { RowArrays, type Columns } from '../database/row-arrays.js';
import { isAddedAgain } from '../deletions/stand-in.js';
import { joinFirstName } from './first-name.js';

export const wantedColumns = {
  ...{ channel: 'text', external_id: 'text', same_as: 'text', direction: 'text', permalink: 'text' },
  ...{ name: 'text', other_name: 'text', threading_id: 'text', kind: 'text', author: 'text' },
  sort_at: 'timestamptz',
} satisfies Columns;

/** What it is called already: as told before, or as it stands in the ledger by itself. What waits in quarantine may become another's. */
const known = `${joinFirstName('w.channel', 'w.external_id')}
left join lateral (
  select l.external_id from ledger l
  where l.channel = w.channel and l.external_id = w.external_id and l.state <> 'quarantine' offset 0) stored on true`;

/**
 * The same post as a release before this one stored it, when only one server had told of it: by its author, its address for people, and its time,
 * which servers hand on in whole seconds. Nothing that has another name.
 */
const storedBefore = `
select l.external_id from identity i
cross join lateral (
  select coalesce(m.copy_of, m.id) as id from message m
  where m.anchor_identity_id = i.id and m.sort_at between w.sort_at - interval '2 seconds' and w.sort_at + interval '2 seconds'
    and m.channel = w.channel and m.direction = 'inbound' and m.permalink = w.permalink offset 0) m
cross join lateral (
  select l.external_id from ledger l where l.message_id = m.id and l.channel = w.channel and l.state = 'message' offset 0) l
where i.kind = w.kind and i.key = w.author
  and not exists (select from post_name n where n.channel = w.channel and n.external_id = l.external_id)
order by l.external_id limit 1`;

/** Takes the names that nobody has; of two in one batch the one that is stored goes first. */
export const claimingNames = `
with wanted as materialized (${new RowArrays().select(wantedColumns)}),
best as materialized (
  select distinct on (w.channel, w.name) w.*, coalesce(called.first_external_id, stored.external_id) as known
  from wanted w ${known}
  where not exists (select from post_name k where k.channel = w.channel and k.external_id = w.name)
  order by w.channel, w.name, coalesce(called.first_external_id, stored.external_id) is null, w.external_id)
insert into post_name (channel, external_id, first_external_id, threading_id)
select w.channel, w.name, coalesce(w.known, before.external_id, w.external_id), w.same_as
from best w left join lateral (${storedBefore}) before on w.known is null and w.direction = 'inbound' and w.permalink <> ''
order by w.channel, w.name on conflict do nothing`;

/** Which message each is, written down as what its server calls it. */
export const readingNames = `
with wanted as materialized (${new RowArrays().select(wantedColumns)}),
found as materialized (
  select w.*, coalesce(called.first_external_id, stored.external_id, k.first_external_id) as first
  from wanted w ${known}
  cross join lateral (
    select k.first_external_id from post_name k where k.channel = w.channel and k.external_id = w.name offset 0) k),
named as (
  insert into post_name (channel, external_id, first_external_id, threading_id)
  select channel, external_id, first, threading_id from found order by channel, external_id on conflict do nothing)
select w.channel, w.external_id as "externalId", w.first, exists (
  select from post_name o where o.threading_id = w.same_as and o.channel = w.channel
    and starts_with(o.external_id, 'same-as:') and o.external_id not in (w.name, w.other_name)) as doubted
from found w`;

/** By which answers name a message where an account of ours heard it; null: as the message itself says. `message` is an alias, `account` a value. */
export const calledAt = (message: string, account: string): string => `
  (select n.threading_id from arrival r
    cross join lateral (
      select l.channel, l.external_id from ledger l where l.message_id = coalesce(${message}.copy_of, ${message}.id) offset 0) l
    join post_name n on n.channel = l.channel and n.external_id = coalesce(r.external_id, l.external_id)
    where r.message_id = ${message}.id and (r.account_id = ${account} or exists (
      select from account mine join account gone on gone.id = r.account_id where mine.id = ${account} and ${isAddedAgain('mine', 'gone')}))
    order by r.account_id <> ${account}, r.at limit 1)`;
