import { encodeArray } from '../../database/encode-array.js';
import type { Queryable } from '../../database/queryable.js';
import { isRoleAddress } from '../../matching/keys/role-address.js';
import { areSeveralPeople, type UsedName } from '../../matching/sharing/several-people.js';
import type { NewMessage } from './read-messages.js';

/**
 * Marks the addresses of these messages from which several people write: by what the address says, or by the names under
 * which it wrote; claimed names count only where none is proven. What an agent has said of an address stands.
 */
export const learnShared = async (db: Queryable, messages: readonly NewMessage[]): Promise<string[]> => {
  const authors = new Map(
    messages
      .filter(({ direction }) => direction === 'inbound')
      .map(({ author }) => [author.id, author] as const),
  );
  if (authors.size === 0) return [];
  const named = (await db.query(reading, [encodeArray('uuid', [...authors.keys()])])) as {
    id: string;
    used: UsedName[];
  }[];
  const shared = new Set([
    ...[...authors.values()]
      .filter(({ kind, key }) => kind === 'mail' && isRoleAddress(key))
      .map(({ id }) => id),
    ...named.filter(({ used }) => areSeveralPeople(used)).map(({ id }) => id),
  ]);
  if (shared.size === 0) return [];
  const marked = (await db.query(marking, [encodeArray('uuid', [...shared].sort())])) as { id: string }[];
  return marked.map(({ id }) => id);
};

/** An address is one whatever account groups know of it. */
const reading = `
select w.id, used.used from unnest($1::uuid[]) w(id)
join lateral (select i.name_proven from identity i where i.id = w.id offset 0) i on true
cross join lateral (
  select json_agg(json_build_object('name', n.name,
    'firstAt', extract(epoch from n.first_at) * 1000, 'lastAt', extract(epoch from n.last_at) * 1000)) as used
  from (select n.name, min(n.first_at) as first_at, max(n.last_at) as last_at from identity_name n
    where n.identity_id = w.id and n.last_at is not null and (n.proven or not i.name_proven and not exists (
      select from identity_name better where better.identity_id = w.id and better.proven))
    group by n.name limit 50) n) used
where used.used is not null`;

const marking = `
with learnt as (
  update identity set shared = true, shared_by = 'learnt'
  where id = any($1::uuid[]) and not shared and shared_by is null and not ours returning id)
select id from learnt`;
