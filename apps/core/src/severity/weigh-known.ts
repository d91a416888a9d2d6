import type { DataSource } from 'typeorm';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';
import { untilAborted } from '../worker/until-aborted.js';
import { knownCustomer } from './known-customer.js';
import { lockStorms } from './lock-storms.js';
import type { SeverityWords } from './severity-words-of.js';
import { storedPost, weighStored, type StoredPost } from './weigh-stored.js';

/** One look into a table that is nearly always empty. */
const everyMs = 1_000;
/** Identities of one transaction, and the newest posts of each that wait: none holds the storms for long. */
const [atOnce, postsMax] = [50, 100];

/**
 * Whoever changes links notes the identities of the persons concerned (`noteKnown`); their posts that wait are weighed anew, since the author has become, or is no more, somebody who also
 * writes to us in private. Several workers take different ones; who dies leaves them noted, and what is weighed again comes out the same.
 */
export class WeighKnown {
  constructor(
    private readonly dataSource: DataSource,
    private readonly words: SeverityWords,
  ) {}

  /** Runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) if ((await this.once()) < atOnce) await untilAborted(everyMs, signal);
  }

  /** One round; resolves with how many were noted. */
  once(): Promise<number> {
    return inTransaction(this.dataSource, async (db) => {
      const noted = (await db.query(taking, [atOnce])) as { identityId: string }[];
      if (noted.length > 0) await this.#weigh(db, [...new Set(noted.map(({ identityId }) => identityId))]);
      return noted.length;
    });
  }

  async #weigh(db: Queryable, identityIds: readonly string[]): Promise<void> {
    const moved = (await db.query(finding, [identityIds, postsMax])) as { id: string; groupId: string }[];
    if (moved.length === 0) return;
    await lockStorms(
      db,
      moved.map(({ groupId }) => groupId),
    );
    const posts = (await db.query(changing, [moved.map(({ id }) => id)])) as (StoredPost & {
      threadId: string | null;
    })[];
    await weighStored(db, posts, this.words);
    await recordLive(
      db,
      posts.map(({ messageId, accountGroupId, threadId }) => ({
        accountGroupId,
        kind: 'message',
        data: { threadId, messageId, change: 'changed' },
      })),
    );
  }
}

const taking = `
delete from known_to_weigh where id in (select id from known_to_weigh order by id limit $1 for update skip locked)
returning identity_id as "identityId"`;

const isKnown = `exists ${knownCustomer('p.author_identity_id', 'p.account_group_id')}`;

const finding = `
select p.message_id as id, p.account_group_id as "groupId" from unnest($1::uuid[]) r(id) cross join lateral (
  select p.* from public_post p where p.author_identity_id = r.id and (
    exists (select from waiting_post w where w.message_id = p.message_id)
    or exists (select from listened_post l where l.message_id = p.message_id and l.state = 'waiting'))
  order by p.posted_at desc limit $2) p
where p.known <> ${isKnown} order by 1`;

/** Looked at once more behind the lock: a deletion may have come first. */
const changing = `
with changed as (
  update public_post p set known = ${isKnown} where p.message_id = any($1::uuid[]) returning p.*)
select ${storedPost},
  (select l.person_id from link l where l.identity_id = m.anchor_identity_id and l.withdrawn_at is null) as "threadId"
from changed p join message m on m.id = p.message_id order by p.message_id`;
