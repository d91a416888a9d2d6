import type { MessageMark } from '@filo/contracts';
import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';
import { forgetShown, readShown } from '../suggestions/forget-shown.js';

/**
 * Takes out of messages everything that they say, in the caller's transaction and under its locks; their place, their author, their
 * time and a mark stay. Of those that quote them (`quotes`) the quote goes, also out of their earlier versions. The words of the search follow by their trigger. What an answer that waits for an OK quotes of
 * its person's words goes as well, but for words that others of theirs still say; and so do
 * the words of what was promised in them: which of them they were is not kept. What suggestions knew by them goes, too. Pictures that nothing else names any more are cleared away by
 * housekeeping.
 */
export const emptyMessages = async (
  db: Queryable,
  { ids, quotes }: { ids: readonly string[]; quotes: readonly string[] },
  mark: MessageMark,
): Promise<void> => {
  const shown = await readShown(db, ids);
  const quoting = (await db.query(emptying, [
    ...[encodeArray('uuid', ids), JSON.stringify([mark])],
    ...[encodeArray('uuid', quotes), JSON.stringify([quoteGone])],
    JSON.stringify([{ code: mark.code }]),
  ])) as { accountGroupId: string }[];
  await forgetShown(db, shown);
  await recordLive(
    db,
    quoting.map(({ accountGroupId }) => ({ accountGroupId, kind: 'oks', data: { threadId: null } })),
  );
};

const quoteGone: MessageMark = {
  code: 'quote-gone',
  text: 'What this quotes was deleted or is kept no longer; the quoted words are gone from here.',
};

/** What is quoted stands last, and each of its lines begins so. */
const quotedLines = `'(^|\\n\\n)(>[^\\n]*(\\n|$))+$'`;

/**
 * Two accounts may tell of the same deletion at once: whoever comes second finds the mark there, under the lock of the row, and says it no second time.
 * A picture is never the raw bytes of a mail, which alone are held without a row that housekeeping looks at. Earlier versions of what only quotes keep
 * their rows, whose times say which edit was the last. The words that an OK was asked for are looked for in what stands once this is done.
 */
const emptying = `
with emptied as (
  update message set text = '', new_text = '', quoted_text = null, signature_text = null, html = null, subject = null, permalink = null,
    marks = case when marks @> $5::jsonb then marks else marks || $2::jsonb end
  where id = any($1) returning id, anchor_identity_id
), unquoted as (
  update message set text = new_text, quoted_text = null, marks = case when quoted_text is null then marks else marks || $4::jsonb end
  where id = any($3) and id <> all($1) returning id, anchor_identity_id
), voices as (
  select anchor_identity_id from emptied union select anchor_identity_id from unquoted
), promised as (
  update promise p set text = '', due_typed = null, reason = null from emptied where p.message_id = emptied.id
), revisions as (
  delete from message_revision r using emptied where r.message_id = emptied.id
), earlier as (
  update message_revision r set text = regexp_replace(r.text, ${quotedLines}, ''), html = null
  from unquoted where r.message_id = unquoted.id and r.text ~ ${quotedLines}
), parts as (
  update delivery d set parts = null from emptied where d.message_id = emptied.id and d.parts is not null
), pictures as (
  delete from attachment a using emptied where a.message_id = emptied.id returning a.sha256, a.media_type
), unheld as (
  update blob set upload_only = true, stored_at = now()
  where sha256 = any(array(select sha256 from pictures where media_type like 'image/%'))
), quoting as (
  update ok_request r set why = (select jsonb_agg(jsonb_build_object('factor', w -> 'factor', 'words', (
      select coalesce(jsonb_agg(word), '[]') from jsonb_array_elements_text(w -> 'words') word where exists (
        select from link theirs join message stays on stays.anchor_identity_id = theirs.identity_id
        where theirs.withdrawn_at is null and theirs.person_id = (select l.person_id from link l where l.identity_id = answered.anchor_identity_id and l.withdrawn_at is null)
          and stays.direction = 'inbound' and stays.account_group_id = r.account_group_id and stays.id <> all($1)
          and strpos(lower(concat_ws(' ', stays.new_text, case when stays.id <> all($3) then stays.quoted_text end)), lower(word)) > 0)))) from jsonb_array_elements(r.why) w)
  from message answered join link theirs on theirs.identity_id = answered.anchor_identity_id and theirs.withdrawn_at is null
  where answered.id = r.answers_message_id and r.why @? '$[*].words[0]' and exists (
    select from voices join link l on l.identity_id = voices.anchor_identity_id and l.withdrawn_at is null
    where l.person_id = theirs.person_id)
  returning r.account_group_id)
select distinct account_group_id as "accountGroupId" from quoting order by 1`;
