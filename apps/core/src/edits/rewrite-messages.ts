import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import { isEmptied } from '../deletions/is-emptied.js';
import { contentWarningMark } from '../replies/own-marks.js';

/** How a message reads by now. */
export interface Rewritten {
  messageId: string;
  at: string;
  text: string;
  newText: string;
  /** Null: its connector does not say. */
  contentWarning: boolean | null;
}

interface HowItReads {
  /** Says that it was changed. */
  mark: { code: string };
  /** What stands of the words that were told, as SQL of message `m`; absent: all of them. */
  wordsOf?: (told: string) => string;
}

const asTold = (told: string): string => told;

/** Rewrites messages, and keeps what stood there as a revision. Resolves with those that read otherwise now. */
export const rewriteMessages = async (
  db: Queryable,
  edits: readonly Rewritten[],
  { mark, wordsOf = asTold }: HowItReads,
): Promise<string[]> => {
  const of = <Field extends keyof Rewritten>(field: Field) => edits.map((one) => one[field]);
  const rows: { id: string }[] = await db.query(rewriting(wordsOf), [
    ...[encodeArray('uuid', of('messageId')), of('at'), encodeArray('text', of('text'))],
    ...[encodeArray('text', of('newText')), of('contentWarning')],
    ...[mark, contentWarningMark].flatMap((one) => [
      JSON.stringify([one]),
      JSON.stringify([{ code: one.code }]),
    ]),
  ]);
  return rows.map(({ id }) => id);
};

/**
 * A revision holds the words that were replaced, and when: the newest of them is the last edit that counted. A deletion may have been
 * committed since the message was looked for, and is looked for again here, under the lock. A content warning is in the words, and comes and goes
 * with them.
 */
const rewriting = (wordsOf: (told: string) => string): string => `
with wanted as (
  select r.id, r.at, r.warned, ${wordsOf('r.text')} as text, ${wordsOf('r.new_text')} as new_text, m.text as old_text, m.html as old_html,
    coalesce(v.n, 0) as n
  from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::boolean[]) r(id, at, text, new_text, warned)
  join message m on m.id = r.id and not ${isEmptied('m')}
  left join lateral (
    select n, at from message_revision v where v.message_id = r.id order by n desc limit 1) v on true
  where v.at is null or v.at < r.at
), news as (
  select * from wanted where text is distinct from old_text
), kept as (
  insert into message_revision (message_id, n, text, html, at, by)
  select id, n + 1, old_text, old_html, at, 'author' from news
)
update message m set text = w.text, new_text = w.new_text, html = null,
  marks = (
    select coalesce(jsonb_agg(mark), '[]') from jsonb_array_elements(m.marks) mark
    where w.warned is not false or not $9::jsonb @> jsonb_build_array(jsonb_build_object('code', mark -> 'code')))
    || case when m.marks @> $7::jsonb then '[]'::jsonb else $6::jsonb end
    || case when w.warned and not m.marks @> $9::jsonb then $8::jsonb else '[]'::jsonb end
from news w where m.id = w.id returning m.id`;
