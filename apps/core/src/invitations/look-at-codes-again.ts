import type { MessageReceived } from '@filo/contracts';
import { encodeArray } from '../database/encode-array.js';
import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';
import { codesIn } from './invitation-code.js';
import { mayShowCode } from './may-show-code.js';

/**
 * What was heard before is heard at one more account of ours now, and a code in it may be of an invitation of that one: it is judged again.
 * Comes before the arrivals are written, for what an account tells once more was judged when it told it first.
 */
export const lookAtCodesAgain = async (
  db: Queryable,
  repeated: readonly { event: MessageReceived; messageId: string }[],
): Promise<void> => {
  const held = repeated.filter(
    ({ event }) =>
      event.direction === 'inbound' &&
      event.class === 'human' &&
      !event.history &&
      mayShowCode(event) &&
      codesIn(event.newText).length > 0,
  );
  if (held.length === 0) return;
  const ids = held.map(() => newId());
  const [messages, accounts] = [held.map((one) => one.messageId), held.map((one) => one.event.accountId)];
  const typed = held.map(({ event }) => event.typedText ?? null);
  await db.query(waiting, [
    ...[ids, messages, accounts].map((column) => encodeArray('uuid', column)),
    encodeArray('text', typed),
  ]);
};

const waiting = `
insert into evidence_waiting (id, kind, identity_id, evidence, account_group_id)
select distinct on (m.id) r.id, 'code', m.author_identity_id, jsonb_strip_nulls(jsonb_build_object('messageId', m.id, 'typed', r.typed)), m.account_group_id
from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]) r(id, message_id, account_id, typed)
join message m on m.id = r.message_id join identity i on i.id = m.author_identity_id
where not i.ours and not exists (select from arrival a where a.message_id = m.id and a.account_id = r.account_id)
order by m.id`;
