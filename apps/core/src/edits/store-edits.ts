import type { DataSource } from 'typeorm';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { asKnown, wasHeardBy } from '../deletions/as-known.js';
import { isEmptied } from '../deletions/is-emptied.js';
import { tellChanged, type ChangedMessage } from '../deliveries/tell-changed.js';
import type { MessageRow } from '../ingest/batch-rows.js';
import type { OwnIds } from '../ingest/own-ids.js';
import { holdPeople } from '../people/hold-people.js';
import { lockStorms } from '../severity/lock-storms.js';
import { settleWeighed } from '../severity/settle-weighed.js';
import type { SeverityWords } from '../severity/severity-words-of.js';
import { weighEdited } from '../severity/weigh-edited.js';
import { isPost, weighPosts } from '../severity/weigh-posts.js';
import { forgetShown, readShown } from '../suggestions/forget-shown.js';
import { editedMark } from './edited-mark.js';
import { holdFetched } from './exchange-pictures.js';
import { judgeMendedCodes } from './judge-mended-codes.js';
import { keepEdits, type EditNow } from './keep-edits.js';
import { letProofsSpeak } from './let-proofs-speak.js';
import { rewriteMessages, type Rewritten } from './rewrite-messages.js';
import { storeOurEdits } from './store-our-edits.js';

/**
 * Honours edits at the source: the newest words stand in the thread, the older ones become revisions, and a mark says so. The
 * platform's time decides; an edit that comes again, or after a newer one, changes nothing. What its author deleted stays empty. One
 * whose message has not come is kept until it has. How severe a public post is follows its words. A proof that says more than its line now is
 * a word of its author; a line that is right now is judged as said then.
 */
export class StoreEdits {
  constructor(
    private readonly dataSource: DataSource,
    private readonly words: SeverityWords,
    private readonly ids: OwnIds,
  ) {}

  async run(edits: readonly EditNow[]): Promise<void> {
    if (edits.length === 0) return;
    const newest = newestOf(edits).map(notLaterThanNow);
    await inTransaction(this.dataSource, async (db) => {
      // The threads are locked before what stands in them changes.
      const present = await find(db, newest);
      await keepEdits(db, newest);
      await holdPeople(db, [...new Set(present.map(({ anchorIdentityId }) => anchorIdentityId))]);
      await holdFetched(db, newest);
      const shown = await readShown(db, present.map(({ messageId }) => messageId)); // prettier-ignore
      const changedIds = new Set(await rewriteMessages(db, present, { mark: editedMark }));
      await forgetShown(db, shown);
      const speaking = await letProofsSpeak(db, [...changedIds], this.ids);
      const changed = present.filter(({ messageId }) => changedIds.has(messageId));
      await tellChanged(db, changed, { bump: true });
      await judgeMendedCodes(db, changed);
      await this.#weigh(db, changed, speaking);
    });
    await storeOurEdits(this.dataSource, newest);
  }

  /** Storms are locked once, for all. How far a proof reached is not known any more. */
  async #weigh(
    db: Queryable,
    changed: readonly EditedMessage[],
    speaking: readonly MessageRow[],
  ): Promise<void> {
    const posts = speaking.filter(isPost);
    if (posts.length > 0) {
      await lockStorms(
        db,
        changed.map(({ accountGroupId }) => accountGroupId),
      );
      await weighPosts(db, { posts, reach: new Map() }, this.words);
      await settleWeighed(db, posts);
    }
    await weighEdited(
      db,
      changed.map(({ messageId }) => messageId),
      this.words,
    );
  }
}

type EditedMessage = ChangedMessage & Rewritten & { typedText: string | null };

const newestOf = (edits: readonly EditNow[]): EditNow[] => [
  ...new Map(
    edits
      .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
      .map((edit) => [JSON.stringify([edit.channel, edit.accountId, edit.externalId]), edit]),
  ).values(),
];

/** From a time to come an edit would be the last word for good. */
const notLaterThanNow = (edit: EditNow): EditNow =>
  Date.parse(edit.at) <= Date.now() ? edit : { ...edit, at: new Date().toISOString() };

/** The message in every account group that it reached, on the word of an account that heard it. */
const find = (db: Queryable, edits: readonly EditNow[]): Promise<EditedMessage[]> =>
  db.query(
    `select distinct on (m.id) m.id as "messageId", m.account_group_id as "accountGroupId", m.anchor_identity_id as "anchorIdentityId",
       r.at, r.text, r."newText", r."typedText", r."contentWarning", r.shows
     from json_to_recordset($1) as r(channel text, "accountId" uuid, "externalId" text, at text, text text, "newText" text,
       "typedText" text, "contentWarning" boolean, shows jsonb)
     ${asKnown('r.channel', 'r."externalId"')}
     join message m on m.id = g.message_id or m.copy_of = g.message_id
     where m.direction = 'inbound' and not ${isEmptied('m')} and ${wasHeardBy('r."accountId"')}
     order by m.id, r.at::timestamptz desc`,
    [JSON.stringify(edits)],
  );
