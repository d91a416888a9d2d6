import type { BoardCard } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import { ofSource } from '../board/card-json.js';
import { ShowBoard } from '../board/show-board.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { recordLive } from '../live/record-live.js';

/** Voices of one request; of a larger storm the card says how many still wait. */
const voicesMax = 1_000;

/** What was only found waits for nobody but the board: closing its storm sets it aside, and it can wait again. */
@Injectable()
export class SetAside {
  constructor(
    private readonly dataSource: DataSource,
    private readonly showBoard: ShowBoard,
  ) {}

  /** All voices of the storm that were only found, by this source, up to the newest that the agent saw; resolves with their messages. */
  run(
    reader: Reader,
    stormId: string,
    { upTo, source = null }: { upTo: string; source?: string | null | undefined },
  ): Promise<string[]> {
    return inTransaction(this.dataSource, (db) =>
      change(db, reader, { stormId, messageIds: null, upTo, source, from: 'waiting', to: 'set-aside' }),
    );
  }

  /** Takes it back for these; the card is as it is then. */
  async waitAgain(reader: Reader, stormId: string, messageIds: readonly string[]): Promise<BoardCard> {
    await inTransaction(this.dataSource, (db) =>
      change(db, reader, { stormId, messageIds, upTo: null, source: null, from: 'set-aside', to: 'waiting' }),
    );
    const card = await this.showBoard.one(reader, stormId);
    if (card) return card;
    throw new DomainError('not-found', 'There is no card with this id that you may see.');
  }
}

interface Change {
  stormId: string;
  messageIds: readonly string[] | null;
  upTo: string | null;
  source: string | null;
  from: string;
  to: string;
}

const change = async (
  db: Queryable,
  { agentId, accountGroupIds }: Reader,
  { stormId, messageIds, upTo, source, from, to }: Change,
): Promise<string[]> => {
  const changed = (await db.query(changing, [
    accountGroupIds,
    stormId,
    messageIds,
    from,
    to,
    upTo,
    source,
  ])) as {
    id: string;
    accountGroupId: string;
    threadId: string | null;
  }[];
  if (changed.length === 0) return [];
  await recordAudit(db, {
    ...{ agentId, kind: to === 'waiting' ? 'posts-wait-again' : 'posts-set-aside', subjectId: stormId },
    data: { messages: changed.length },
  });
  await recordLive(
    db,
    changed.map(({ id: messageId, accountGroupId, threadId }) => ({
      ...{ accountGroupId, kind: 'message' },
      data: { threadId, messageId, change: 'changed' },
    })),
  );
  return changed.map(({ id }) => id);
};

const changing = `
with held as materialized (
  select l.message_id from public_post p join listened_post l on l.message_id = p.message_id
  join message m on m.id = p.message_id
  where p.storm_id = $2 and l.state = $4 and ${visibleTo('l', '$1')} and ($3::uuid[] is null or l.message_id = any($3))
    and ($6::uuid is null or l.message_id <= $6) and ${ofSource('$7')}
  order by l.message_id limit ${voicesMax} for update of l),
changed as (
  update listened_post l set state = $5, at = now() from held where l.message_id = held.message_id returning l.*)
select c.message_id as id, c.account_group_id as "accountGroupId",
  (select k.person_id from message m join link k on k.identity_id = m.anchor_identity_id and k.withdrawn_at is null
    where m.id = c.message_id) as "threadId"
from changed c order by 1`;
