import type { MessageDeleted } from '@filo/contracts';
import type { DataSource } from 'typeorm';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { tellChanged, type ChangedMessage } from '../deliveries/tell-changed.js';
import { holdPeople } from '../people/hold-people.js';
import { forgetPosts } from '../severity/forget-posts.js';
import { deletedMark } from './deleted-mark.js';
import { emptyMessages } from './empty-messages.js';
import { isEmptied } from './is-emptied.js';

/**
 * Honours deletions at the source: text, pictures and what was quoted go, the place in the thread and the mark stay. Only what others said in
 * public is emptied: our answers stay, and a mail that its sender wishes unsent has been received. The words of the search follow by their trigger, the
 * bytes of pictures by housekeeping. A deletion that comes again changes nothing.
 */
export class StoreDeletions {
  constructor(private readonly dataSource: DataSource) {}

  async run(deletions: readonly MessageDeleted[]): Promise<void> {
    if (deletions.length === 0) return;
    await inTransaction(this.dataSource, async (db) => {
      const present = await find(db, deletions);
      // The threads are locked before what stands in them changes.
      await holdPeople(db, [...new Set(present.map(({ anchorIdentityId }) => anchorIdentityId))]);
      await emptyMessages(
        db,
        present.map(({ messageId }) => messageId),
        deletedMark,
      );
      await tellChanged(db, present, { bump: true });
      await forgetPosts(db, present);
    });
  }
}

/** The message in every account group that it reached, on the word of an account that heard it. */
const find = (db: Queryable, deletions: readonly MessageDeleted[]): Promise<ChangedMessage[]> =>
  db.query(
    `select distinct m.id as "messageId", m.account_group_id as "accountGroupId", m.anchor_identity_id as "anchorIdentityId"
     from json_to_recordset($1) as r(channel text, account_id uuid, external_id text)
     join ledger g on g.channel = r.channel and g.external_id = r.external_id and g.state = 'message'
     join message m on m.id = g.message_id or m.copy_of = g.message_id
     where m.audience = 'public' and m.direction = 'inbound' and not ${isEmptied('m')} and exists (
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
    ],
  );
