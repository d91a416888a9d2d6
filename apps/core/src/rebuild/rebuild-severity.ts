import type { DataSource } from 'typeorm';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { lockStorms } from '../severity/lock-storms.js';
import { followClaims } from '../severity/follow-claims.js';
import { followCorrections } from '../severity/follow-corrections.js';
import type { SeverityWords } from '../severity/severity-words-of.js';
import { storedPost, weighStored, type StoredPost } from '../severity/weigh-stored.js';

const chunk = 500;

/**
 * Weighs every public post anew, by the words and the function of now and by what was known when it came. What an agent said
 * instead is replayed from its action and never decided again; so is which storm a post belongs to.
 */
export class RebuildSeverity {
  constructor(
    private readonly dataSource: DataSource,
    private readonly words: SeverityWords,
  ) {}

  /** Resolves with the number of posts; an abort ends it after those in hand. */
  async run(signal?: AbortSignal): Promise<number> {
    let posts = 0;
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const ids = await inTransaction(this.dataSource, (db) => this.#chunk(db, after));
      posts += ids.length;
      if (ids.length === 0 || signal?.aborted) return posts;
      after = ids.at(-1)!;
    }
  }

  async #chunk(db: Queryable, after: string): Promise<string[]> {
    const next = (await db.query(choosing, [after, chunk])) as { id: string; groupId: string }[];
    if (next.length === 0) return [];
    await lockStorms(db, next.map(({ groupId }) => groupId)); // prettier-ignore
    const posts = (await db.query(reading, [next.map(({ id }) => id)])) as (StoredPost & {
      stormId: string;
    })[];
    await weighStored(db, posts, this.words);
    const stormIds = posts.map(({ stormId }) => stormId);
    await followCorrections(db, stormIds);
    await followClaims(db, stormIds);
    return next.map(({ id }) => id);
  }
}

const choosing = `
select message_id as id, account_group_id as "groupId" from public_post where message_id > $1::uuid order by message_id limit $2`;

const reading = `
select ${storedPost}, p.storm_id as "stormId" from public_post p join message m on m.id = p.message_id
where p.message_id = any($1::uuid[])`;
