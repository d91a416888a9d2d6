import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where there are several account groups: finds the one in which each name was said. A migration of its own: the one before
 * locks its tables to the end, this one only rows, in the order in which ingest locks them.
 */
export class GroupsOfFormerNames1766100100000 implements MigrationInterface {
  name = 'GroupsOfFormerNames1766100100000';

  async up(runner: QueryRunner): Promise<void> {
    const [{ several }] = (await runner.query('select count(*) > 1 as several from account_group')) as [
      { several: boolean },
    ];
    if (!several) return;
    await runner.query(found);
    await runner.query(forgotten);
  }

  async down(): Promise<void> {
    // The columns go with the migration that made them.
  }
}

/**
 * An own name: the group of the message that it was said in. One that others gave, or whose message is not found: the group of
 * all messages that name the address, where that is one; else it stays unknown until it is said again.
 */
const found = `
update identity i set name_group_id = known.account_group_id
from (
  select named.id, coalesce(said.account_group_id, case when partaken.groups = 1 then partaken.account_group_id end) as account_group_id
  from identity named
  left join lateral (
    select m.account_group_id from message m
    where m.anchor_identity_id = named.id and m.sort_at = named.name_at and m.author_identity_id = named.id
      and m.direction = 'inbound' order by m.proof = 'proven' desc, m.id limit 1) said on true
  cross join lateral (
    select count(distinct seen.account_group_id) as groups, min(seen.account_group_id::text)::uuid as account_group_id from (
      select m.account_group_id from message m where m.anchor_identity_id = named.id
      union all
      select m.account_group_id from participant p join message m on m.id = p.message_id where p.identity_id = named.id) seen) partaken
  where named.name is not null
  order by named.kind, named.key for no key update of named) known
where i.id = known.id and known.account_group_id is not null`;

/** Words of messages hold the name of their author: those that other groups read are written anew. */
const forgotten = `
with hidden as (
  delete from message_words w using message m, identity i
  where m.id = w.message_id and i.id = m.author_identity_id and i.name is not null
    and (i.name_group_id is distinct from m.account_group_id or cardinality(w.account_group_ids) > 1)
  returning w.message_id)
insert into words_waiting (message_id) select message_id from hidden order by 1`;
