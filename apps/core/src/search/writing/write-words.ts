import type { Logger } from '@filo/service';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isRefusedData } from '../../database/database-errors.js';
import type { Queryable } from '../../database/queryable.js';
import { knownName } from '../../people-pages/known-name.js';
import { makeVector } from '../words/make-vector.js';
import { channelMark, dayMark, groupMark, monthMark } from '../words/vector-marks.js';

interface Row {
  id: string;
  sortAt: Date;
  channel: string;
  accountGroupId: string;
  subject: string | null;
  author: string;
  files: string[];
  text: string;
}

/** Characters of a text that are searched. */
const textMax = 400_000;
/** Texts of a statement; more are read in turns, so that a heap of huge mails never lies in memory at once. */
const lettersAtOnce = 4_000_000;

/** What an account says to everybody by itself nobody wrote: one word of it would find every thread. Other programs' mails hold news. */
export const isSearched = (message: string): string => `${message}.class <> 'acknowledgement'`;

/** Writes the words of these messages anew, as they are now; those of a message that is gone, or not searched, are taken away. */
export const writeWords = async (db: Queryable, ids: readonly string[], log: Logger): Promise<void> => {
  for (const some of await inPortions(db, ids)) {
    const rows = (await db.query(reading, [some])) as Row[];
    const vectors: string[] = [];
    for (const row of rows) {
      vectors.push(vectorOf(row));
      // A long mail takes milliseconds, and ingest lives on the same thread.
      await nextTurn();
    }
    await write(db, { ids: some, rows, vectors }, log);
  }
};

const inPortions = async (db: Queryable, ids: readonly string[]): Promise<string[][]> => {
  const sizes = (await db.query(
    'select id, length(text) as letters from message where id = any($1::uuid[])',
    [ids],
  )) as { id: string; letters: number }[];
  const known = new Map(sizes.map(({ id, letters }) => [id, Math.min(letters, textMax)]));
  const portions: string[][] = [[]];
  let letters = 0;
  for (const id of new Set(ids)) {
    letters += known.get(id) ?? 0;
    if (letters > lettersAtOnce) {
      portions.push([]);
      letters = 0;
    }
    portions.at(-1)!.push(id);
  }
  return portions;
};

const vectorOf = (row: Row): string =>
  makeVector(row, [
    dayMark(row.sortAt),
    monthMark(row.sortAt),
    channelMark(row.channel),
    groupMark(row.accountGroupId),
  ]);

interface Written {
  ids: readonly string[];
  rows: readonly Row[];
  vectors: readonly string[];
}

/** A vector that Postgres refuses would hold up all others: each is written alone, and that message without its words. */
const write = async (db: Queryable, written: Written, log: Logger): Promise<void> => {
  if (await accepted(db, written)) return;
  for (const [n, row] of written.rows.entries()) {
    const alone = { ids: [row.id], rows: [row], vectors: [written.vectors[n]!] };
    if (await accepted(db, alone)) continue;
    log.error({ messageId: row.id }, 'a message cannot be searched: Postgres refuses its words');
    await accepted(db, { ...alone, vectors: [''] });
  }
};

const accepted = async (db: Queryable, { ids, rows, vectors }: Written): Promise<boolean> => {
  await db.query('savepoint words');
  try {
    await db.query(writing, [
      ids,
      rows.map(({ id }) => id),
      rows.map(({ sortAt }) => sortAt.toISOString()),
      rows.map(({ accountGroupId }) => `{${accountGroupId}}`),
      vectors,
    ]);
    return true;
  } catch (error) {
    if (!isRefusedData(error)) throw error;
    await db.query('rollback to savepoint words');
    return false;
  }
};

const reading = `
select m.id, m.sort_at as "sortAt", m.channel, m.subject, left(m.text, ${textMax}) as text,
  coalesce(concat_ws(' ', ${knownName('i', 'array[m.account_group_id]')}, i.handle, i.key), a.name, '') as author,
  array(select f.name from attachment f where f.message_id = m.id order by f.position) as files,
  m.account_group_id as "accountGroupId"
from message m
left join identity i on i.id = m.author_identity_id
left join agent a on a.id = m.author_agent_id
where m.id = any($1::uuid[]) and ${isSearched('m')}`;

const writing = `
with gone as (
  delete from message_words w where w.message_id = any($1::uuid[]) and w.message_id <> all($2::uuid[]))
insert into message_words (message_id, sort_at, account_group_ids, words)
select r.id, r.sort_at, r.groups::uuid[], r.words::tsvector
from unnest($2::uuid[], $3::timestamptz[], $4::text[], $5::text[]) as r(id, sort_at, groups, words)
order by r.id
on conflict (message_id) do update
  set sort_at = excluded.sort_at, account_group_ids = excluded.account_group_ids, words = excluded.words`;
