import type { MessageMark } from '@filo/contracts';
import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import { isEmptied } from '../deletions/is-emptied.js';
import { contentWarningMark, pictureNotFetchedMark, sensitiveMark } from '../replies/own-marks.js';
import { exchangePictures, readExchanges } from './exchange-pictures.js';
import type { Exchange, ShownNow } from './pictures-now.js';

/** How a message reads by now. */
export interface Rewritten {
  messageId: string;
  at: string;
  text: string;
  newText: string;
  /** Null: its connector does not say. */
  contentWarning: boolean | null;
  /** Null: what it shows stays. */
  shows: ShownNow | null;
}

interface HowItReads {
  /** Says that it was changed. */
  mark: MessageMark;
  /** What stands of the words that were told, as SQL of message `m`; absent: all of them. */
  wordsOf?: (told: string) => string;
}

const asTold = (told: string): string => told;

/**
 * Rewrites messages and exchanges what they show, and keeps the words that stood there as a revision. Resolves with those that are otherwise now. The
 * caller holds their threads.
 */
export const rewriteMessages = async (
  db: Queryable,
  edits: readonly Rewritten[],
  { mark, wordsOf = asTold }: HowItReads,
): Promise<string[]> => {
  const exchanges = await readExchanges(db, edits);
  const of = <Field extends keyof Rewritten>(field: Field) => edits.map((one) => one[field]);
  const changes = edits.map((edit) => changeOf(edit, mark, exchanges.get(edit.messageId)));
  const rows: { id: string }[] = await db.query(rewriting(wordsOf), [
    ...[encodeArray('uuid', of('messageId')), of('at'), encodeArray('text', of('text'))],
    ...[encodeArray('text', of('newText')), changes.map(({ showsOther }) => showsOther)],
    ...[edits.map(({ shows }) => shows?.sensitive ?? null), JSON.stringify([{ code: sensitiveMark.code }])],
    ...[changes.map(({ on }) => JSON.stringify(on)), changes.map(({ off }) => JSON.stringify(off))],
  ]);
  const changed = new Set(rows.map(({ id }) => id));
  await exchangePictures(
    db,
    [...exchanges].filter(([messageId]) => changed.has(messageId)),
  );
  return [...changed];
};

interface Change {
  showsOther: boolean;
  /** The marks that it has from now on, and the codes of those that it has no more. */
  on: MessageMark[];
  off: string[];
}

const changeOf = (
  { contentWarning, shows }: Rewritten,
  mark: MessageMark,
  exchange: Exchange | undefined,
): Change => {
  const states: [MessageMark, boolean | null | undefined][] = [
    [mark, true],
    [contentWarningMark, contentWarning],
    [sensitiveMark, shows?.sensitive],
    [pictureNotFetchedMark, exchange?.isLacking],
  ];
  return {
    showsOther: exchange !== undefined && exchange.gone.length + exchange.news.length > 0,
    on: states.flatMap(([one, isOn]) => (isOn ? [one] : [])),
    off: states.flatMap(([{ code }, isOn]) => (isOn === false ? [code] : [])),
  };
};

/**
 * A revision holds the words that were replaced, none where they stayed, and when: the newest of them is the last edit that counted. A deletion may have
 * been committed since the message was looked for, and is looked for again here, under the lock. A content warning is in the words, and comes and goes
 * with them.
 */
const rewriting = (wordsOf: (told: string) => string): string => `
with wanted as (
  select r.id, r.at, r.mark_on::jsonb as mark_on, r.mark_off::jsonb as mark_off, ${wordsOf('r.text')} as text, ${wordsOf('r.new_text')} as new_text,
    m.text as old_text, m.html as old_html, coalesce(v.n, 0) as n,
    r.shows_other or (r.sensitive is not null and r.sensitive <> (m.marks @> $7::jsonb)) as shows_other
  from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::boolean[], $6::boolean[], $8::text[], $9::text[])
    r(id, at, text, new_text, shows_other, sensitive, mark_on, mark_off)
  join message m on m.id = r.id and not ${isEmptied('m')}
  left join lateral (
    select n, at from message_revision v where v.message_id = r.id order by n desc limit 1) v on true
  where v.at is null or v.at < r.at
), news as (
  select *, text is distinct from old_text as reads_other from wanted where shows_other or text is distinct from old_text
), kept as (
  insert into message_revision (message_id, n, text, html, at, by)
  select id, n + 1, case when reads_other then old_text end, case when reads_other then old_html end, at, 'author' from news
)
update message m set text = w.text, new_text = w.new_text, html = case when w.reads_other then null else m.html end,
  marks = (
    select coalesce(jsonb_agg(mark), '[]') from jsonb_array_elements(m.marks) mark where not w.mark_off @> jsonb_build_array(mark -> 'code'))
    || (select coalesce(jsonb_agg(mark), '[]') from jsonb_array_elements(w.mark_on) mark
        where not m.marks @> jsonb_build_array(jsonb_build_object('code', mark -> 'code')))
from news w where m.id = w.id returning m.id`;
