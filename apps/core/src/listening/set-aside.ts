import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import { isUnblockedPost } from '../blocking/blocked-authors.js';
import { ofSource } from '../board/card-json.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';
import { iso } from '../paging/json-times.js';
import type { Change } from '../undoing/judge-undo.js';
import { refuseOvertaken } from '../undoing/refuse-overtaken.js';
import type { Undoing } from '../undoing/undoing.js';

/** Voices of one request; of a larger storm the card says how many still wait. */
const voicesMax = 1_000;

/** What was only found waits for nobody but the board: closing its storm sets it aside, and it can wait again. */
@Injectable()
export class SetAside {
  constructor(private readonly dataSource: DataSource) {}

  /** All voices of the storm that were only found, by this source, up to the newest that the agent saw; resolves with their messages. */
  run(
    reader: Reader,
    stormId: string,
    { upTo, source = null, changeId }: { upTo: string; source?: string | null | undefined; changeId: string },
  ): Promise<string[]> {
    return inTransaction(this.dataSource, (db) =>
      change(db, reader, {
        stormId,
        messageIds: null,
        upTo,
        source,
        changeId,
        from: 'waiting',
        to: 'set-aside',
      }),
    );
  }
}

/** Takes it back for these, in the caller's transaction. Throws 409 where a colleague set one aside, or let it wait, since. */
export const heardWaitAgain = async (
  db: Queryable,
  reader: Reader,
  {
    stormId,
    messageIds,
    undoing,
    changeId,
  }: { stormId: string; messageIds: readonly string[]; undoing: Undoing; changeId: string },
): Promise<string[]> => {
  const { undoes } = undoing;
  if (undoes !== undefined) {
    const held = (await db.query(holding, [messageIds, reader.accountGroupIds, stormId])) as Held[];
    for (const one of held)
      refuseOvertaken(reader, undoing, { what: 'post', changes: changesOf(one, undoes) });
  }
  const back = { stormId, messageIds, upTo: null, source: null, changeId: undoes ?? changeId };
  return change(db, reader, { ...back, from: 'set-aside', to: 'waiting' });
};

/** Only what was done with it last is known. What waits again by the undo of a change bears that change. */
type Held = Pick<Change, 'by' | 'name' | 'at'> & { changeId: string | null; state: string };

const changesOf = ({ changeId, state, ...last }: Held, undoes: string): Change[] => {
  const now = state === 'set-aside' ? 'settled' : 'waits-again';
  const named = { ...last, id: changeId ?? '', now, from: null, undoes: null };
  return state === 'waiting' && changeId === undoes ? [{ ...named, id: '', undoes }, named] : [named];
};

/** What somebody sees to is theirs, and no undo of this. */
const holding = `
select l.change_id as "changeId", l.state, l.changed_by as by, who.name, ${iso('l.at')} as at
from public_post p join listened_post l on l.message_id = p.message_id left join agent who on who.id = l.changed_by
where p.storm_id = $3 and l.message_id = any($1) and l.state <> 'taken-up' and ${visibleTo('l', '$2')}
order by l.message_id for update of l`;

interface ChangeOfState {
  stormId: string;
  messageIds: readonly string[] | null;
  upTo: string | null;
  source: string | null;
  /** Its own, or what it undoes. */
  changeId: string;
  from: string;
  to: string;
}

const change = async (
  db: Queryable,
  { agentId, accountGroupIds }: Reader,
  { stormId, messageIds, upTo, source, changeId, from, to }: ChangeOfState,
): Promise<string[]> => {
  const wanted = [accountGroupIds, stormId, messageIds, from, to, upTo, source, changeId, agentId];
  const changed = (await db.query(changing, wanted)) as {
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
    and ($3::uuid[] is not null or ${isUnblockedPost('p', 'm')})
  order by l.message_id limit ${voicesMax} for update of l),
changed as (
  update listened_post l set state = $5, at = clock_timestamp(), change_id = $8, changed_by = $9 from held where l.message_id = held.message_id returning l.*)
select c.message_id as id, c.account_group_id as "accountGroupId",
  (select k.person_id from message m join link k on k.identity_id = m.anchor_identity_id and k.withdrawn_at is null
    where m.id = c.message_id) as "threadId"
from changed c order by 1`;
