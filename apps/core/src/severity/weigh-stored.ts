import type { PublicReach } from '@filo/contracts';
import { isUnblockedVoice } from '../blocking/blocked-authors.js';
import type { Queryable } from '../database/queryable.js';
import { columnValues, RowArrays, type Columns } from '../database/row-arrays.js';
import { applyLessons } from './lessons/apply-lessons.js';
import { readLessons } from './lessons/read-lessons.js';
import type { SeverityWords } from './severity-words-of.js';
import { severityLevels, weighSeverity, type SeverityReason } from './weigh-severity.js';

/** A stored post with what it is weighed by. */
export interface StoredPost {
  messageId: string;
  accountGroupId: string;
  text: string;
  postedAt: Date;
  reach: PublicReach | null;
  formerReach: PublicReach | null;
  earlier: number;
  known: boolean;
}

/** Columns of a {@link StoredPost}, of a row `p` of `public_post` and its message `m`. */
export const storedPost = `p.message_id as "messageId", p.account_group_id as "accountGroupId", m.new_text as text, p.posted_at as "postedAt", p.reach,
  p.former_reach as "formerReach", p.earlier, p.known`;

/** Weighs stored posts by what is stored of them, and brings their storms up to date. Resolves with what each came to, and what it was. */
export const weighStored = async (
  db: Queryable,
  posts: readonly StoredPost[],
  { words, version }: SeverityWords,
): Promise<Reweighed[]> => {
  const lessonsOf = await readLessons(
    db,
    posts.map(({ accountGroupId }) => accountGroupId),
  );
  const rows = posts.map((post) => {
    const computed = weighSeverity(
      {
        text: post.text,
        postedAt: post.postedAt.toISOString(),
        ...{ reach: post.reach ?? undefined, former: post.formerReach ?? undefined },
        ...{ earlier: post.earlier, known: post.known },
      },
      words,
    );
    const { level, score, reasons } = applyLessons(computed, post.text, lessonsOf(post.accountGroupId));
    return { id: post.messageId, level: severityLevels.indexOf(level), score, reasons, version };
  });
  const changed = (await db.query(writing, columnValues(weighedColumns, rows))) as Reweighed[];
  await settleStorms(
    db,
    changed.map(({ stormId }) => stormId),
  );
  return changed;
};

export interface Reweighed {
  id: string;
  stormId: string;
  level: number;
  score: number;
  reasons: SeverityReason[];
  was: { level: number; reasons: SeverityReason[] };
}

/** What storms are by the voices that they have now, but for those of blocked authors; one without any is none. */
export const settleStorms = async (db: Queryable, stormIds: readonly string[]): Promise<void> => {
  if (stormIds.length === 0) return;
  await db.query(settling, [[...new Set(stormIds)].sort()]);
  await db.query(emptied, [stormIds]);
};

const weighedColumns = {
  ...{ id: 'uuid', level: 'int', score: 'int', reasons: 'jsonb', version: 'text' },
} satisfies Columns;

const writing = `
with weighed as (
  update public_post p set level = r.level, score = r.score, reasons = r.reasons, version = r.version
  from (
    select r.*, json_build_object('level', old.level, 'reasons', old.reasons) as was
    from (${new RowArrays().select(weighedColumns)}) r join public_post old on old.message_id = r.id) r
  where p.message_id = r.id
  returning p.message_id as id, p.storm_id as "stormId", p.level, p.score, p.reasons, r.was)
select * from weighed`;

const settling = `
update storm s set level = coalesce(top.level, 0), score = coalesce(top.score, 0)
from unnest($1::uuid[]) as r(id) left join lateral (
  select p.level, p.score from public_post p where p.storm_id = r.id and ${isUnblockedVoice('p')} order by p.score desc limit 1) top on true
where s.id = r.id`;

const emptied = `
with gone as (
  delete from storm s using unnest($1::uuid[]) as r(id)
  where s.id = r.id and not exists (select from public_post p where p.storm_id = s.id) returning s.id, s.account_group_id, s.began_at)
delete from storm_band b using gone
where b.account_group_id = gone.account_group_id and b.began_at = gone.began_at and b.storm_id = gone.id`;
