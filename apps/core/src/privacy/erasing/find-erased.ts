import type { Queryable } from '../../database/queryable.js';

/** Everything that hangs on a person, by its ids; see `erase-rows.ts`. */
export interface Found {
  identities: string[];
  /** Also those that these identities had before a merge or a split, where nobody else had them. */
  persons: string[];
  messages: string[];
  topics: string[];
  deliveries: string[];
  quarantined: string[];
  /** Forwards and resends of what they said, in other threads: their words go, the message stays. */
  carrying: string[];
  drafts: string[];
  invitations: string[];
}

/** Under the locks of its thread. */
export const findErased = async (db: Queryable, personId: string): Promise<Found> => {
  const ids = async (sql: string, ...params: unknown[]): Promise<string[]> =>
    ((await db.query(sql, params)) as { id: string }[]).map(({ id }) => id);
  const identities = await ids(
    'select identity_id as id from link where person_id = $1 and withdrawn_at is null order by 1',
    personId,
  );
  const messages = await ids(saying, identities);
  return {
    identities,
    persons: await ids(persons, identities, personId),
    messages,
    topics: await ids('select id from topic where anchor_identity_id = any($1::uuid[])', identities),
    deliveries: await ids(deliveries, messages, identities),
    quarantined: await ids(quarantined, identities, messages),
    carrying: await ids(carrying, messages),
    drafts: await ids('select id from draft where anchor_identity_id = any($1::uuid[])', identities),
    invitations: await ids('select id from invitation where identity_id = any($1::uuid[])', identities),
  };
};

const saying = `
select id from message where anchor_identity_id = any($1::uuid[])
union
select other.id from message m join message other on other.copy_of = m.id where m.anchor_identity_id = any($1::uuid[])`;

const persons = `
select distinct l.person_id as id from link l where l.identity_id = any($1::uuid[]) and not exists (
  select from link other where other.person_id = l.person_id and other.identity_id <> all($1::uuid[]))
union select $2::uuid`;

const deliveries = `
select id from delivery where message_id = any($1::uuid[])
union select id from delivery where recipient_identity_id = any($2::uuid[])`;

/** By its author, as far as that could be read, and what of their messages waits in other account groups. */
const quarantined = `
select q.id from quarantine q join identity i on i.id = any($1::uuid[])
  and (q.envelope -> 'author' ->> 'kind' = i.kind and q.envelope -> 'author' ->> 'key' = i.key
    or i.kind = 'mail' and lower(q.envelope ->> 'from') = i.key
    or i.kind in (q.channel, 'site') and q.envelope ->> 'from' = i.key)
union
select q.id from ledger l join quarantine q on q.channel = l.channel and q.external_id = l.external_id
where l.message_id = any($2::uuid[])`;

const carrying = `
select message_id as id from carried_message where origin_id = any($1::uuid[]) and message_id <> all($1::uuid[])`;
