import type { Watch, WatchBegin } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { readWatches } from './list-watches.js';
import { noteSeen } from './note-seen.js';

/** Whoever watches more watches nothing; each costs a look at the board. */
const watchesMax = 100;

/**
 * An agent watches a public conversation. It is theirs alone, held by a post of it: wherever that is moved, the watch goes with it. Begun twice it is one;
 * what stands in it by now is not new.
 */
@Injectable()
export class WatchConversation {
  constructor(private readonly dataSource: DataSource) {}

  run(reader: Reader, wanted: WatchBegin): Promise<Watch> {
    return inTransaction(this.dataSource, async (db) => {
      const messageId = await findPost(db, reader, wanted);
      const [held] = (await db.query(finding, [reader.agentId, messageId])) as { id: string }[];
      if (held) return readOne(db, reader, held.id);
      await refuseMore(db, reader);
      await db.query(
        `insert into conversation_watch (agent_id, message_id, seen_reach)
         values ($1, $2, coalesce((select reach from public_post where message_id = $2), '{}')) on conflict do nothing`,
        [reader.agentId, messageId],
      );
      const begun = await readOne(db, reader, messageId);
      await noteSeen(db, reader, begun);
      return readOne(db, reader, messageId);
    });
  }
}

const readOne = async (db: Queryable, reader: Reader, messageId: string): Promise<Watch> => {
  const [watch] = await readWatches(db, reader, messageId);
  return watch!;
};

const findPost = async (db: Queryable, reader: Reader, wanted: WatchBegin): Promise<string> => {
  const [post] = (await db.query(posts, [
    reader.accountGroupIds,
    wanted.messageId ?? null,
    wanted.threadId ?? null,
  ])) as { id: string }[];
  if (post) return post.id;
  if (wanted.messageId !== undefined)
    throw new DomainError('not-found', 'There is no public post with this id that you may see.');
  throw new DomainError(
    'not-allowed',
    'Nothing was changed: nobody said anything in public in this thread, so that there is nothing to watch.',
    { reason: 'nothing-public' },
  );
};

const refuseMore = async (db: Queryable, { agentId }: Reader): Promise<void> => {
  const [{ count }] = (await db.query(
    'select count(*)::int as count from conversation_watch where agent_id = $1',
    [agentId],
  )) as [{ count: number }];
  if (count >= watchesMax)
    throw new DomainError(
      'conflict',
      `Nothing was changed: you watch ${watchesMax} conversations. End one of them first.`,
      { reason: 'too-many-watches' },
    );
};

const posts = `
select m.id from message m
where (m.id = $2 or $2::uuid is null and m.anchor_identity_id in (
    select l.identity_id from link l where l.person_id = $3 and l.withdrawn_at is null))
  and m.audience = 'public' and m.direction = 'inbound' and ${visibleTo('m', '$1')}
order by m.sort_at desc, m.id desc limit 1`;

/** The agent watches the same post, or another voice of its storm. */
const finding = `
select w.message_id as id from conversation_watch w
where w.agent_id = $1 and (w.message_id = $2 or exists (
  select from public_post mine join public_post other on other.storm_id = mine.storm_id
  where mine.message_id = w.message_id and other.message_id = $2))
order by w.message_id = $2 desc, w.message_id limit 1`;
