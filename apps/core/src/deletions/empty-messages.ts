import type { MessageMark } from '@filo/contracts';
import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';

/**
 * Takes out of messages everything that they say, in the caller's transaction and under its locks; their place, their author, their
 * time and a mark stay. The words of the search follow by their trigger. Pictures that nothing else names any more are cleared away by
 * housekeeping.
 */
export const emptyMessages = async (
  db: Queryable,
  ids: readonly string[],
  mark: MessageMark,
): Promise<void> => {
  await db.query(emptying, [encodeArray('uuid', ids), JSON.stringify([mark])]);
};

/** A picture is never the raw bytes of a mail, which alone are held without a row that housekeeping looks at. */
const emptying = `
with emptied as (
  update message set text = '', new_text = '', quoted_text = null, signature_text = null, html = null, subject = null, permalink = null,
    marks = marks || $2::jsonb
  where id = any($1) returning id
), revisions as (
  delete from message_revision r using emptied where r.message_id = emptied.id
), pictures as (
  delete from attachment a using emptied where a.message_id = emptied.id returning a.sha256, a.media_type)
update blob set upload_only = true, stored_at = now()
where sha256 = any(array(select sha256 from pictures where media_type like 'image/%'))`;
