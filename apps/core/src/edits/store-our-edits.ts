import type { DataSource } from 'typeorm';
import { encodeArray } from '../database/encode-array.js';
import { inTransaction } from '../database/in-transaction.js';
import { asKnown } from '../deletions/as-known.js';
import { isEmptied } from '../deletions/is-emptied.js';
import { tellChanged, type ChangedMessage } from '../deliveries/tell-changed.js';
import { holdPeople } from '../people/hold-people.js';
import { contentWarningMark } from '../replies/own-marks.js';
import { editedThereMark, partEditedThereMark } from './edited-there-mark.js';
import type { EditNow } from './keep-edits.js';
import { sentAs } from './sent-as.js';

interface OurEdit extends ChangedMessage {
  at: string;
  text: string;
  newText: string;
  /** Null: its connector does not say. */
  contentWarning: boolean | null;
  isPart: boolean;
}

/**
 * Follows words of ours that were changed where they stand, by another program: the words of there stand in the thread, and what was sent
 * becomes a revision. Of an answer in several posts its words stay, and a mark says that one of them reads otherwise. An edit that comes again, or after a newer one, changes nothing.
 */
export const storeOurEdits = (dataSource: DataSource, edits: readonly EditNow[]): Promise<void> =>
  inTransaction(dataSource, async (db) => {
    const found = (await db.query(finding, [JSON.stringify(edits)])) as OurEdit[];
    if (found.length === 0) return;
    // The threads are locked before what stands in them changes.
    await holdPeople(db, [...new Set(found.map(({ anchorIdentityId }) => anchorIdentityId))]);
    const [whole, parts] = [found.filter(({ isPart }) => !isPart), found.filter(({ isPart }) => isPart)];
    const idsOf = (some: readonly OurEdit[]) =>
      encodeArray(
        'uuid',
        some.map(({ messageId }) => messageId),
      );
    const of = <Field extends 'at' | 'text' | 'newText' | 'contentWarning'>(field: Field) =>
      whole.map((one) => one[field]);
    const changed = (await db.query(changing, [
      ...[idsOf(whole), of('at'), encodeArray('text', of('text'))],
      ...[encodeArray('text', of('newText')), of('contentWarning')],
      ...[editedThereMark, contentWarningMark].flatMap((mark) => [
        JSON.stringify([mark]),
        JSON.stringify([{ code: mark.code }]),
      ]),
    ])) as { id: string }[];
    const code = JSON.stringify([{ code: partEditedThereMark.code }]);
    const marked = (await db.query(marking, [idsOf(parts), JSON.stringify([partEditedThereMark]), code])) as {
      id: string;
    }[];
    const ids = new Set([...changed, ...marked].map(({ id }) => id));
    await tellChanged(
      db,
      found.filter(({ messageId }) => ids.has(messageId)),
    );
  });

/** By the names of its deliveries; what another program said, as it was heard. */
const finding = `
select distinct on (m.id) m.id as "messageId", m.account_group_id as "accountGroupId", m.anchor_identity_id as "anchorIdentityId",
  r.at, r.text, r."newText", r."contentWarning", said."isPart"
from json_to_recordset($1) as r(channel text, "accountId" uuid, "externalId" text, at text, text text, "newText" text, "contentWarning" boolean)
cross join lateral (
  select sent.message_id, coalesce(cardinality(sent.external_ids), 1) > 1 as "isPart"
  from (${sentAs('r."accountId"', 'r."externalId"')}) sent
  union
  select heard.id, false from (select g.message_id from (select 1) one ${asKnown('r.channel', 'r."externalId"')} offset 0) g
  join message heard on heard.id = g.message_id or heard.copy_of = g.message_id
  where not exists (select from delivery d where d.message_id in (heard.id, heard.copy_of))) said
join message m on m.id = said.message_id and m.channel = r.channel and m.account_id = r."accountId"
where m.direction = 'outbound' and not ${isEmptied('m')}
order by m.id, r.at::timestamptz desc`;

/** An answer begins with whom it names there, which nobody wrote here. */
const asWritten = (told: string): string => String.raw`case when m.text ~ '^(CW: [^\n]*\n\n)?@' then ${told}
  else regexp_replace(${told}, '^(CW: [^\n]*\n\n)?(@\S+\s+)+', '\1') end`;

/** A post says below its words what its pictures and its link show: what was sent has them beside its words. */
const besideWords = String.raw`'(^|\n\n)\[(Picture|Video|Sound|File|Link)(: .*)?\]$'`;

/** Of what was sent from here its author's words alone; what another program said stands as it was heard, with what it quotes. */
const wordsOf = (told: string): string => `case
  when exists (select from delivery d where d.message_id in (m.id, m.copy_of)) and m.text !~ ${besideWords}
    then regexp_replace(${asWritten('r.new_text')}, ${besideWords}, '')
  else ${asWritten(told)} end`;

/** A content warning is in the words, and comes and goes with them. */
const changing = `
with wanted as (
  select r.id, r.at, r.warned, ${wordsOf('r.text')} as text, ${wordsOf('r.new_text')} as new_text, m.text as old_text, m.html as old_html,
    coalesce(v.n, 0) as n
  from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::boolean[]) r(id, at, text, new_text, warned)
  join message m on m.id = r.id and not ${isEmptied('m')}
  left join lateral (
    select n, at from message_revision v where v.message_id = r.id order by n desc limit 1) v on true
  where v.at is null or v.at < r.at
), news as (
  select * from wanted where text <> old_text
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

const marking = `
with marked as (
  update message m set marks = m.marks || $2::jsonb where m.id = any($1) and not m.marks @> $3::jsonb returning m.id)
select id from marked`;
