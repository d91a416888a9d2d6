import type { DataSource } from 'typeorm';
import { encodeArray } from '../database/encode-array.js';
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
import { contentWarningMark } from '../replies/own-marks.js';
import { editedMark } from './edited-mark.js';
import { keepEdits, type EditNow } from './keep-edits.js';
import { letProofsSpeak } from './let-proofs-speak.js';
import { storeOurEdits } from './store-our-edits.js';

/**
 * Honours edits at the source: the newest words stand in the thread, the older ones become revisions, and a mark says so. The
 * platform's time decides; an edit that comes again, or after a newer one, changes nothing. What its author deleted stays empty. One
 * whose message has not come is kept until it has. How severe a public post is follows its words. A proof that says more than its line now is
 * a word of its author.
 */
export class StoreEdits {
  constructor(
    private readonly dataSource: DataSource,
    private readonly words: SeverityWords,
    private readonly ids: OwnIds,
  ) {}

  async run(edits: readonly EditNow[]): Promise<void> {
    if (edits.length === 0) return;
    await inTransaction(this.dataSource, async (db) => {
      const newest = newestOf(edits);
      // The threads are locked before what stands in them changes.
      const present = await find(db, newest);
      await keepEdits(db, newest);
      await holdPeople(db, [...new Set(present.map(({ anchorIdentityId }) => anchorIdentityId))]);
      const changedIds = await change(db, present);
      const speaking = await letProofsSpeak(db, [...changedIds], this.ids);
      const changed = present.filter(({ messageId }) => changedIds.has(messageId));
      await tellChanged(db, changed, { bump: true });
      await this.#weigh(db, changed, speaking);
    });
    await storeOurEdits(this.dataSource, newestOf(edits));
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

interface EditedMessage extends ChangedMessage {
  at: string;
  text: string;
  newText: string;
  /** Null: its connector does not say. */
  contentWarning: boolean | null;
}

const newestOf = (edits: readonly EditNow[]): EditNow[] => [
  ...new Map(
    edits
      .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
      .map((edit) => [JSON.stringify([edit.channel, edit.accountId, edit.externalId]), edit]),
  ).values(),
];

/** The message in every account group that it reached, on the word of an account that heard it. */
const find = (db: Queryable, edits: readonly EditNow[]): Promise<EditedMessage[]> =>
  db.query(
    `select distinct on (m.id) m.id as "messageId", m.account_group_id as "accountGroupId", m.anchor_identity_id as "anchorIdentityId",
       r.at, r.text, r."newText", r."contentWarning"
     from json_to_recordset($1) as r(channel text, "accountId" uuid, "externalId" text, at text, text text, "newText" text,
       "contentWarning" boolean)
     ${asKnown('r.channel', 'r."externalId"')}
     join message m on m.id = g.message_id or m.copy_of = g.message_id
     where m.direction = 'inbound' and not ${isEmptied('m')} and ${wasHeardBy('r."accountId"')}
     order by m.id, r.at::timestamptz desc`,
    [JSON.stringify(edits)],
  );

const change = async (db: Queryable, present: readonly EditedMessage[]): Promise<Set<string>> => {
  const of = <Field extends 'messageId' | 'at' | 'text' | 'newText' | 'contentWarning'>(field: Field) =>
    present.map((one) => one[field]);
  const rows: { id: string }[] = await db.query(changing, [
    ...[encodeArray('uuid', of('messageId')), of('at'), encodeArray('text', of('text'))],
    ...[encodeArray('text', of('newText')), JSON.stringify([editedMark])],
    ...[JSON.stringify([{ code: editedMark.code }]), of('contentWarning')],
    ...[JSON.stringify([contentWarningMark]), JSON.stringify([{ code: contentWarningMark.code }])],
  ]);
  return new Set(rows.map(({ id }) => id));
};

/**
 * A revision holds the words that were replaced, and when: the newest of them is the last edit that counted. A deletion may have been
 * committed since the message was looked for, and is looked for again here, under the lock. A content warning is in the words, and comes and goes
 * with them.
 */
const changing = `
with wanted as (
  select r.*, m.text as old_text, m.html as old_html, coalesce(v.n, 0) as n
  from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $7::boolean[]) r(id, at, text, new_text, warned)
  join message m on m.id = r.id and not ${isEmptied('m')}
  left join lateral (
    select n, at from message_revision v where v.message_id = r.id order by n desc limit 1) v on true
  where (v.at is null or v.at < r.at) and m.text is distinct from r.text
), kept as (
  insert into message_revision (message_id, n, text, html, at, by)
  select id, n + 1, old_text, old_html, at, 'author' from wanted
)
update message m set text = w.text, new_text = w.new_text, html = null,
  marks = (
    select coalesce(jsonb_agg(mark), '[]') from jsonb_array_elements(m.marks) mark
    where w.warned is not false or not $9::jsonb @> jsonb_build_array(jsonb_build_object('code', mark -> 'code')))
    || case when m.marks @> $6::jsonb then '[]'::jsonb else $5::jsonb end
    || case when w.warned and not m.marks @> $9::jsonb then $8::jsonb else '[]'::jsonb end
from wanted w where m.id = w.id returning m.id`;
