import type { NoticesReadDone } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { inTransaction } from '../database/in-transaction.js';
import { countUnread } from './list-notices.js';
import { tellAgents } from './tell-notices.js';

export interface ReadWanted {
  ids?: readonly string[] | undefined;
  threadId?: string | undefined;
  read: boolean;
}

/** Marks an agent's own notices as read, or as unread again. What came of a thread meanwhile stays one with what is unread of it. */
@Injectable()
export class ReadNotices {
  constructor(private readonly dataSource: DataSource) {}

  run(reader: Reader, { ids, threadId, read }: ReadWanted): Promise<NoticesReadDone> {
    return inTransaction(this.dataSource, async (db) => {
      const rows = (await db.query(read ? reading : unreading, [
        ...[reader.agentId, ids ?? null, threadId ?? null, reader.accountGroupIds],
      ])) as { id: string }[];
      if (rows.length > 0) await tellAgents(db, [reader.agentId]);
      return { ids: rows.map(({ id }) => id), unread: await countUnread(db, reader) };
    });
  }
}

const meant = `n.agent_id = $1 and ${visibleTo('n', '$4')} and ($2::uuid[] is null or n.id = any($2)) and ($3::uuid is null or exists (
  select from link l where l.identity_id = n.anchor_identity_id and l.person_id = $3 and l.withdrawn_at is null))`;

const reading = `
with done as (update notice n set read_at = clock_timestamp() where ${meant} and n.read_at is null returning n.id)
select id from done order by id limit 1000`;

const unreading = `
with done as (
  update notice n set read_at = null where ${meant} and n.read_at is not null and not (n.kind = 'news' and exists (
    select from notice newer where newer.agent_id = n.agent_id and newer.anchor_identity_id = n.anchor_identity_id
      and newer.account_group_id = n.account_group_id and newer.kind = 'news' and newer.id <> n.id
      and (newer.read_at is null or newer.at > n.at))) returning n.id)
select id from done order by id`;
