import type { MessageMark } from '@filo/contracts';
import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';

/**
 * Takes out of messages everything that they say, in the caller's transaction and under its locks; their place, their author, their
 * time and a mark stay. The words of the search follow by their trigger. What an answer that waits for an OK quotes of
 * its person's words goes as well: which of them they were is not kept. Pictures that nothing else names any more are cleared away by
 * housekeeping.
 */
export const emptyMessages = async (
  db: Queryable,
  ids: readonly string[],
  mark: MessageMark,
): Promise<void> => {
  const quoting = (await db.query(emptying, [encodeArray('uuid', ids), JSON.stringify([mark])])) as {
    accountGroupId: string;
  }[];
  await recordLive(
    db,
    quoting.map(({ accountGroupId }) => ({ accountGroupId, kind: 'oks', data: { threadId: null } })),
  );
};

/** A picture is never the raw bytes of a mail, which alone are held without a row that housekeeping looks at. */
const emptying = `
with emptied as (
  update message set text = '', new_text = '', quoted_text = null, signature_text = null, html = null, subject = null, permalink = null,
    marks = marks || $2::jsonb
  where id = any($1) returning id, anchor_identity_id
), revisions as (
  delete from message_revision r using emptied where r.message_id = emptied.id
), pictures as (
  delete from attachment a using emptied where a.message_id = emptied.id returning a.sha256, a.media_type
), unheld as (
  update blob set upload_only = true, stored_at = now()
  where sha256 = any(array(select sha256 from pictures where media_type like 'image/%'))
), quoting as (
  update ok_request r set why = (select jsonb_agg(jsonb_build_object('factor', w -> 'factor', 'words', '[]'::jsonb)) from jsonb_array_elements(r.why) w)
  from message answered join link theirs on theirs.identity_id = answered.anchor_identity_id and theirs.withdrawn_at is null
  where answered.id = r.answers_message_id and r.why @? '$[*].words[0]' and exists (
    select from emptied join link l on l.identity_id = emptied.anchor_identity_id and l.withdrawn_at is null
    where l.person_id = theirs.person_id)
  returning r.account_group_id)
select distinct account_group_id as "accountGroupId" from quoting order by 1`;
