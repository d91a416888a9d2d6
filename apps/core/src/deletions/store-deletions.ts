import type { MessageDeleted } from '@filo/contracts';
import type { DataSource } from 'typeorm';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { tellChanged, type ChangedMessage } from '../deliveries/tell-changed.js';
import { dropEditsOf } from '../edits/keep-edits.js';
import { holdPeople } from '../people/hold-people.js';
import { discardDeleted } from '../quarantine/held-posts.js';
import { forgetPosts } from '../severity/forget-posts.js';
import { asKnown, wasHeardBy } from './as-known.js';
import { deletedMark } from './deleted-mark.js';
import { emptyMessages } from './empty-messages.js';
import { findQuotes } from './find-quotes.js';
import { isEmptied, isRemoved } from './is-emptied.js';
import { markGoneThere } from './mark-gone-there.js';
import { noteOursGone } from './note-ours-gone.js';
import { noteOnBus, type DeletedPost } from './on-bus/note-on-bus.js';

/**
 * Honours deletions at the source: text, pictures and what was quoted go, the place in the thread and the mark stay. Only what others said in
 * public is emptied, and in private where their network calls that a post: our answers stay, and are noted as gone there; a mail that its sender wishes unsent has been received. The words of the search follow by their trigger, the
 * bytes of pictures by housekeeping, what lies on the bus by `TakeOffBus`. A deletion that comes again changes nothing.
 */
export class StoreDeletions {
  constructor(private readonly dataSource: DataSource) {}

  async run(deletions: readonly MessageDeleted[]): Promise<void> {
    if (deletions.length === 0) return;
    await inTransaction(this.dataSource, async (db) => {
      const told = await find(db, deletions);
      // What is kept no longer is empty already; others may still quote it.
      const present = told.filter(({ removed }) => !removed);
      const dropped = await dropEditsOf(db, deletions);
      const ids = present.map(({ messageId }) => messageId);
      const quotes = await findQuotes(
        db,
        told.map(({ messageId }) => messageId),
        'every-group',
      );
      const changed = [...present, ...quotes];
      // The threads are locked before what stands in them changes.
      await holdPeople(db, [...new Set(changed.map(({ anchorIdentityId }) => anchorIdentityId))]);
      const discarded = await discardDeleted(db, deletions);
      await noteOnBus(db, [...told.flatMap(asKnownThere), ...dropped, ...discarded]);
      await emptyMessages(db, { ids, quotes: quotes.map(({ messageId }) => messageId) }, deletedMark);
      await tellChanged(db, changed, { bump: true });
      await forgetPosts(db, present);
    });
    await noteOursGone(this.dataSource, deletions);
    await markGoneThere(this.dataSource, deletions);
  }
}

interface ToldGone extends ChangedMessage {
  removed: boolean;
  channel: string;
  /** Under which the ledger has it. */
  externalIds: string[];
}

const asKnownThere = ({ channel, externalIds, messageId }: ToldGone): DeletedPost[] =>
  externalIds.map((externalId) => ({ channel, externalId, messageId }));

/** The message in every account group that it reached, on the word of an account that heard it. */
const find = (db: Queryable, deletions: readonly MessageDeleted[]): Promise<ToldGone[]> =>
  db.query(
    `select m.id as "messageId", m.account_group_id as "accountGroupId", m.anchor_identity_id as "anchorIdentityId", ${isRemoved('m')} as removed,
       m.channel, array_agg(distinct g.external_id) as "externalIds"
     from json_to_recordset($1) as r(channel text, account_id uuid, external_id text, private_too boolean)
     ${asKnown('r.channel', 'r.external_id')}
     join message m on m.id = g.message_id or m.copy_of = g.message_id
     where (m.audience = 'public' or r.private_too) and m.direction = 'inbound' and (not ${isEmptied('m')} or ${isRemoved('m')}) and ${wasHeardBy('r.account_id')}
     group by m.id order by m.id`,
    [
      JSON.stringify(
        deletions.map(({ channel, accountId, externalId, privateToo }) => ({
          channel,
          account_id: accountId,
          external_id: externalId,
          private_too: privateToo,
        })),
      ),
    ],
  );
