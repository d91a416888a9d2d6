import { encodeArray } from '../database/encode-array.js';
import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';
import { codesIn } from '../invitations/invitation-code.js';

interface Mended {
  messageId: string;
  at: string;
  newText: string;
  typedText: string | null;
}

/**
 * A line that its author mends is said when it was mended: what then holds a code is judged as if it had just come. That time may be the word of its author's
 * own server: no change counts as older than it may be until it is heard of. The caller changed the words.
 */
export const judgeMendedCodes = async (db: Queryable, edits: readonly Mended[]): Promise<void> => {
  const held = edits.filter(({ newText }) => codesIn(newText).length > 0);
  if (held.length === 0) return;
  await db.query(waiting, [
    ...[held.map(() => newId()), held.map(({ messageId }) => messageId)].map((ids) =>
      encodeArray('uuid', ids),
    ),
    encodeArray('text', held.map(({ typedText }) => typedText)), // prettier-ignore
    encodeArray('text', held.map(({ at }) => at)), // prettier-ignore
  ]);
};

/** Of the same messages as `mayShowCode` says of new ones. */
const waiting = `
insert into evidence_waiting (id, kind, identity_id, evidence, account_group_id)
select r.id, 'code', m.author_identity_id, jsonb_strip_nulls(jsonb_build_object('messageId', m.id, 'typed', r.typed, 'at', greatest(r.at::timestamptz, now() - interval '1 hour'))), m.account_group_id
from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) r(id, message_id, typed, at)
join message m on m.id = r.message_id join identity i on i.id = m.author_identity_id
where m.direction = 'inbound' and m.class in ('human', 'proof') and not i.ours and (m.audience = 'public' or i.kind = m.channel)`;
