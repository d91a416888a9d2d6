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
import { withCopies } from './with-copies.js';

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
 * identity, and the split is one like any other: topics part into twins, and an undo brings everything back. What the same mails
 * are in other account groups goes along: a letter has one author wherever it came.
 */
export const partMessages = async (db: Queryable, request: PartMessages): Promise<Changed> => {
  const { messageIds, name, ...split } = request;
  await holdLinks(db);
  const { fromIds, wholeId } = await findWhereTheyStand(db, request);
  await lockIdentities(db, fromIds);
  await lockThreads(db, [request.personId]);
  const moved = await withCopies(db, messageIds);
  const partId = await makePart(db, { wholeId, messageIds, name, grounds: split });
  await moveMessages(db, { fromIds, partId, messageIds: moved, actor: request.actor });
  return splitPerson(db, { ...split, identityIds: [partId] });
};

/** Where messages stand that can be split off together. */
export interface WhereTheyStand {
  /** The shared address, or parts of it that are this person too. */
  fromIds: string[];
  /** Of these: the address if some stand with it, else a part. Whoever leaves was always the same as this one. */
  wholeId: string;
}

/** Throws for messages that did not all come from one shared address, or that somebody else has now. */
export const findWhereTheyStand = async (
  db: Queryable,
  { personId, messageIds }: Pick<PartMessages, 'personId' | 'messageIds'>,
): Promise<WhereTheyStand> => {
  const rows: Standing[] = await db.query(standing, [encodeArray('uuid', messageIds)]);
  if (rows.some((row) => row.personId !== personId)) throw new PeopleChanged([personId]);
  const addresses = new Set(rows.map(({ addressId }) => addressId));
  const found = rows.reduce((sum, row) => sum + row.found, 0);
  const [first] = rows;
  if (!first || addresses.size !== 1 || found < new Set(messageIds).size)
    throw new DomainError(
      'unknown-reference',
      'Nothing was changed: choose messages that this person wrote from one address.',
      { reason: 'messages-of-several' },
    );
  if (first.shared) return { fromIds: rows.map(({ id }) => id), wholeId: first.id };
  throw new DomainError(
    'not-shared',
    'Nothing was changed: one human being writes from this address. Mark it as shared first if several do.',
  );
};

interface Standing {
  id: string;
  addressId: string;
  shared: boolean;
  personId: string | null;
  found: number;
}

const standing = `
with recursive stands as (
  select m.anchor_identity_id as id, count(*)::int as found from message m
  where m.id = any($1::uuid[]) and m.direction = 'inbound' and m.class = 'human' group by 1),
up as (
  select stands.id, i.id as at, i.part_of, i.shared, 0 as steps from stands join identity i using (id)
  union all
  select up.id, i.id, i.part_of, i.shared, up.steps + 1 from up join identity i on i.id = up.part_of)
select up.id, up.at as "addressId", up.shared, l.person_id as "personId", stands.found
from up join stands using (id)
left join link l on l.identity_id = up.id and l.withdrawn_at is null
where up.part_of is null order by up.steps, up.id`;
