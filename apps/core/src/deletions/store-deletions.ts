import type { MessageDeleted } from '@filo/contracts';
import type { DataSource } from 'typeorm';
import { encodeArray } from '../database/encode-array.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';
import { lockThreads } from '../threads/lock-threads.js';
import { projectThreads } from '../threads/project-threads.js';
import { deletedMark } from './deleted-mark.js';

interface Deleted {
  id: string;
  groupId: string;
  personId: string | null;
}

/**
 * Honours deletions at the source: text, pictures and what was quoted go, the place in the thread and the mark stay. Only what was public
 * is emptied: a mail that its sender wishes unsent has been received. The words of the search follow by their trigger, the
 * bytes of pictures by housekeeping. A deletion that comes again changes nothing.
 */
export class StoreDeletions {
  constructor(private readonly dataSource: DataSource) {}

  async run(deletions: readonly MessageDeleted[]): Promise<void> {
    if (deletions.length === 0) return;
    await inTransaction(this.dataSource, async (db) => {
      const present = await find(db, deletions);
      const personIds = [...new Set(present.flatMap(({ personId }) => personId ?? []))].sort();
      await lockThreads(db, personIds);
      await db.query(emptying, [
        encodeArray(
          'uuid',
          present.map(({ id }) => id),
        ),
        JSON.stringify([deletedMark]),
      ]);
      await projectThreads(db, { personIds, bump: true, in: groupsOf(present) });
      await recordLive(
        db,
        present.map(({ id, groupId, personId }) => ({
          accountGroupId: groupId,
          kind: 'message',
          data: { threadId: personId, messageId: id, change: 'changed' },
        })),
      );
    });
  }
}

const groupsOf = (deleted: readonly Deleted[]): Map<string, Set<string>> => {
  const groups = new Map<string, Set<string>>();
  for (const { personId, groupId } of deleted)
    if (personId !== null) groups.set(personId, (groups.get(personId) ?? new Set()).add(groupId));
  return groups;
};

/** The message in every account group that it reached, on the word of an account that heard it. */
const find = (db: Queryable, deletions: readonly MessageDeleted[]): Promise<Deleted[]> =>
  db.query(
    `select distinct m.id, m.account_group_id as "groupId", l.person_id as "personId"
     from json_to_recordset($1) as r(channel text, account_id uuid, external_id text)
     join ledger g on g.channel = r.channel and g.external_id = r.external_id and g.state = 'message'
     join message m on m.id = g.message_id or m.copy_of = g.message_id
     left join link l on l.identity_id = m.anchor_identity_id and l.withdrawn_at is null
     where m.audience = 'public' and not m.marks @> $2 and exists (
       select from message heard where heard.account_id = r.account_id and coalesce(heard.copy_of, heard.id) = g.message_id)
     order by m.id`,
    [
      JSON.stringify(
        deletions.map(({ channel, accountId, externalId }) => ({
          channel,
          account_id: accountId,
          external_id: externalId,
        })),
      ),
      JSON.stringify([{ code: deletedMark.code }]),
    ],
  );

const emptying = `
with emptied as (
  update message set text = '', new_text = '', quoted_text = null, signature_text = null, html = null, subject = null, permalink = null,
    marks = marks || $2::jsonb
  where id = any($1) returning id)
delete from attachment a using emptied where a.message_id = emptied.id`;
