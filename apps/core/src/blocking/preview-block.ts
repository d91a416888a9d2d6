import type { BlockPreview, BlockPreviewed } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { identityVisibleTo, visibleTo } from '../access/visible-to.js';
import { identitiesOf, isOurDomain, readTarget, type Target } from './block-targets.js';
import { isBlocked } from './blocked-authors.js';

/** Counts that a human reads end here. */
const shownMax = 1000;

/** Says what a block would hide from whom it is asked by, before anybody decides. */
@Injectable()
export class PreviewBlock {
  constructor(private readonly dataSource: DataSource) {}

  async run(reader: Reader, wanted: BlockPreviewed): Promise<BlockPreview> {
    const target = await readTarget(this.dataSource, reader, wanted);
    const { where, value } = identitiesOf(target);
    const [counts] = (await this.dataSource.query(counting(where('i', '$1')), [
      value,
      reader.accountGroupIds,
    ])) as [Pick<BlockPreview, 'addresses' | 'threads' | 'openTopics' | 'stay'>];
    return {
      ...counts,
      key: 'domain' in target ? target.domain : target.key,
      ours: 'domain' in target && (await isOurDomain(this.dataSource, target.domain)),
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

/** Whoever else speaks in a thread keeps it where it is. */
const counting = (matches: string): string => `
with matched as materialized (select i.id, i.kind, i.key from identity i where ${matches} and not i.ours),
named as (select from matched i where ${identityVisibleTo('i', '$2')} limit ${shownMax}),
persons as (
  select distinct l.person_id from matched m join link l on l.identity_id = m.id and l.withdrawn_at is null),
places as (
  select r.person_id, r.open_topics, not exists (
    select from link l join identity o on o.id = l.identity_id
    where l.person_id = r.person_id and l.withdrawn_at is null and o.id not in (select id from matched) and not ${isBlocked('o')}
      and exists (select from topic t where t.anchor_identity_id = o.id and t.account_group_id = r.account_group_id)) as goes
  from persons p join thread_row r using (person_id) where ${visibleTo('r', '$2')} and not r.hidden)
select (select count(*) from named)::int as addresses,
  least(count(distinct person_id) filter (where goes), ${shownMax})::int as threads,
  coalesce(sum(open_topics) filter (where goes), 0)::int as "openTopics",
  least(count(distinct person_id) filter (where not goes), ${shownMax})::int as stay
from places`;
