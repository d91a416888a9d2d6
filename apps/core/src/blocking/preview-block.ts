import type { BlockPreview, BlockPreviewed } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { identityVisibleTo, shownOnceTo, visibleTo } from '../access/visible-to.js';
import { identitiesOf, isOurDomain, readTarget, type Target } from './block-targets.js';
import { isBlocked, isUnblockedPost } from './blocked-authors.js';

/** Counts that a human reads end here. */
const shownMax = 1000;
/** So many are hidden with a domain without asking twice. */
const fewPersons = 5;

/** Says what a block would hide from whom it is asked by, before anybody decides. */
@Injectable()
export class PreviewBlock {
  constructor(private readonly dataSource: DataSource) {}

  async run(reader: Reader, wanted: BlockPreviewed): Promise<BlockPreview> {
    const target = await readTarget(this.dataSource, reader, wanted);
    return {
      ...(await foreseeBlock(this.dataSource, reader, target)),
      key: 'domain' in target ? target.domain : target.key,
      blocked: await this.isThere(target),
    };
  }

  private async isThere(target: Target): Promise<boolean> {
    const rows = (await this.dataSource.query(
      'domain' in target
        ? 'select from blocked_domain where domain = $1'
        : 'select from identity where id = $1 and blocked',
      ['domain' in target ? target.domain : target.identityId],
    )) as object[];
    return rows.length > 0;
  }
}

type Foreseen = Omit<BlockPreview, 'key' | 'blocked'>;

/** What a block would hide. Whoever blocks a domain blocks it for everybody, so that it takes a second word where that is more than a few. */
export const foreseeBlock = async (db: Queryable, reader: Reader, target: Target): Promise<Foreseen> => {
  const { where, value } = identitiesOf(target);
  const [counts] = (await db.query(counting(where('i', '$1')), [value, reader.accountGroupIds])) as [
    Omit<Foreseen, 'ours' | 'sure'>,
  ];
  if (!('domain' in target)) return { ...counts, unseen: 0, ours: false, sure: false };
  const ours = await isOurDomain(db, target.domain);
  return { ...counts, ours, sure: ours || counts.unseen > 0 || counts.threads > fewPersons };
};

/** Whoever else speaks in a thread keeps it where it is. */
const counting = (matches: string): string => `
with matched as materialized (select i.id, i.kind, i.key from identity i where ${matches} and not i.ours),
named as (select from matched i where ${identityVisibleTo('i', '$2')} limit ${shownMax}),
persons as (
  select distinct l.person_id from matched m join link l on l.identity_id = m.id and l.withdrawn_at is null),
places as (
  select r.person_id, r.open_topics, ${visibleTo('r', '$2')} as seen, not exists (
    select from link l join identity o on o.id = l.identity_id
    where l.person_id = r.person_id and l.withdrawn_at is null and o.id not in (select id from matched) and not ${isBlocked('o')}
      and exists (select from topic t where t.anchor_identity_id = o.id and t.account_group_id = r.account_group_id)) as goes
  from persons p join thread_row r using (person_id) where not r.hidden)
select (select count(*) from named)::int as addresses,
  least(count(distinct person_id) filter (where seen and goes), ${shownMax})::int as threads,
  coalesce(sum(open_topics) filter (where seen and goes), 0)::int as "openTopics",
  least(count(distinct person_id) filter (where seen and not goes), ${shownMax})::int as stay,
  least(count(distinct person_id) filter (where goes and not seen), ${shownMax})::int as unseen,
  (select count(*) from (
    select from matched i join public_post p on p.author_identity_id = i.id and p.posted_at > now() - interval '14 days'
    join message m on m.id = p.message_id
    where i.kind <> 'mail' and ${shownOnceTo('m', '$2')} and ${isUnblockedPost('p', 'm')} limit ${shownMax}) gone)::int as posts
from places`;
