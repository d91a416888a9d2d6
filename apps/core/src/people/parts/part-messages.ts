import { encodeArray } from '../../database/encode-array.js';
import type { Queryable } from '../../database/queryable.js';
import { DomainError } from '../../http/domain-error.js';
import { lockThreads } from '../../threads/lock-threads.js';
import { PeopleChanged, type SeenVersions } from '../links/check-people.js';
import { holdLinks } from '../links/hold-links.js';
import type { Changed, Grounds } from '../links/link-change.js';
import { lockIdentities } from '../links/lock-identities.js';
import { splitPerson } from '../links/split-person.js';
import { makePart } from './make-part.js';
import { moveMessages } from './move-messages.js';

export interface PartMessages extends Grounds {
  personId: string;
  /** Words of theirs that came from one shared address. */
  messageIds: readonly string[];
  /** How the one who wrote them is called. */
  name?: string | undefined;
  seen?: SeenVersions | undefined;
}

/**
 * Splits single messages of a shared address off, in the caller's transaction: whoever wrote them becomes a part of that
 * address, an identity that was always there and was always the same person, until this split. So a message still names an
 * identity, and the split is one like any other: topics part into twins, and an undo brings everything back.
 */
export const partMessages = async (db: Queryable, request: PartMessages): Promise<Changed> => {
  const { messageIds, name, ...split } = request;
  await holdLinks(db);
  const wholeId = await sharedAddressOf(db, request);
  await lockIdentities(db, [wholeId]);
  await lockThreads(db, [request.personId]);
  const partId = await makePart(db, { wholeId, name, grounds: split });
  await moveMessages(db, { wholeId, partId, messageIds, actor: request.actor });
  return splitPerson(db, { ...split, identityIds: [partId] });
};

const sharedAddressOf = async (
  db: Queryable,
  { personId, messageIds }: Pick<PartMessages, 'personId' | 'messageIds'>,
): Promise<string> => {
  const rows: { id: string; shared: boolean; personId: string | null; found: number }[] = await db.query(
    `select i.id, i.shared, l.person_id as "personId", count(*)::int as found
     from message m join identity i on i.id = m.anchor_identity_id
     left join link l on l.identity_id = i.id and l.withdrawn_at is null
     where m.id = any($1::uuid[]) and m.direction = 'inbound' and m.class = 'human'
     group by i.id, l.person_id`,
    [encodeArray('uuid', messageIds)],
  );
  const [address] = rows;
  if (address && address.personId !== personId) throw new PeopleChanged([personId]);
  if (rows.length !== 1 || !address || address.found < new Set(messageIds).size)
    throw new DomainError(
      'unknown-reference',
      'Nothing was changed: choose messages that this person wrote from one address.',
    );
  if (address.shared) return address.id;
  throw new DomainError(
    'not-shared',
    'Nothing was changed: one human being writes from this address. Mark it as shared first if several do.',
  );
};
