import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

/**
 * The two identities of an answer that came from another address: who wrote it, and whose thread it answered. A reader names
 * only what it may see. Anybody may answer a post: who does is nobody's other address by that.
 */
export const answeredPair = async (
  db: Queryable,
  reader: Reader,
  { messageId, personIds }: { messageId: string; personIds: readonly string[] },
): Promise<[string, string]> => {
  const [pair] = (await db.query(
    `select m.anchor_identity_id as author, a.anchor_identity_id as answered
     from message m join message a on a.id = m.answers_message_id
     join link la on la.identity_id = m.anchor_identity_id and la.withdrawn_at is null
     join link lb on lb.identity_id = a.anchor_identity_id and lb.withdrawn_at is null
     where m.id = $2 and m.direction = 'inbound' and ${visibleTo('m', '$1')} and ${visibleTo('a', '$1')}
       and m.audience = 'private' and a.audience = 'private' and la.person_id <> lb.person_id and array[la.person_id, lb.person_id] <@ $3::uuid[]`,
    [reader.accountGroupIds, messageId, personIds],
  )) as { author: string; answered: string }[];
  if (pair && personIds.length === 2) return [pair.author, pair.answered];
  throw new DomainError(
    'unknown-reference',
    'Nothing was changed: no such message of the one answers what was written to the other.',
    { reason: 'no-such-answer' },
  );
};
