import { encodeArray } from '../../database/encode-array.js';
import type { Queryable } from '../../database/queryable.js';
import type { TopicsToRecount } from '../recount-topics.js';
import { placeTwins, type PlacedTwins } from './place-twins.js';
import { readTwinFacts } from './read-twin-facts.js';

/**
 * Lets words follow their links: each goes to the topic or the twin in which it stands by what links say now; twins come, and
 * go when nothing is left in them. Resolves with the topics that must be counted anew. The caller holds the locks of the
 * threads of all these identities.
 */
export const moveWords = async (db: Queryable, identityIds: readonly string[]): Promise<TopicsToRecount> => {
  const facts = await readTwinFacts(db, identityIds);
  if (facts.words.length === 0) return { topicIds: [], inherited: [] };
  const placed = placeTwins(facts);
  await makeTwins(db, placed);
  const moved: { topic_id: string | null; former_id: string | null }[] = await db.query(moving, [
    encodeArray('uuid', [...placed.topicOf.keys()]),
    encodeArray('uuid', [...placed.topicOf.values()]),
  ]);
  await db.query(removing, [
    encodeArray('uuid', [...facts.topics.keys()]),
    encodeArray('uuid', placed.twins.map(({ id }) => id)), // prettier-ignore
  ]);
  return {
    topicIds: [
      ...moved.flatMap((row) => [row.topic_id ?? [], row.former_id ?? []].flat()),
      ...placed.twins.map(({ id }) => id),
    ],
    inherited: placed.twins.flatMap(({ id, inherits }) =>
      inherits.map((deed) => ({ topicId: id, actionId: deed.id })),
    ),
  };
};

const makeTwins = async (db: Queryable, { twins }: PlacedTwins): Promise<void> => {
  if (twins.length === 0) return;
  await db.query(making, [
    encodeArray('uuid', twins.map(({ id }) => id)), // prettier-ignore
    encodeArray('uuid', twins.map(({ twinOf }) => twinOf)), // prettier-ignore
    encodeArray('uuid', twins.map(({ identityId }) => identityId)), // prettier-ignore
  ]);
};

/** Closed until it is counted. */
const making = `
insert into topic (id, twin_of, anchor_identity_id, subject, subject_key, account_id, account_group_id, opened_at, last_at, state)
select r.id, t.id, r.identity_id, t.subject, t.subject_key, t.account_id, t.account_group_id, t.opened_at, t.last_at, 'closed'
from unnest($1::uuid[], $2::uuid[], $3::uuid[]) r(id, twin_of, identity_id) join topic t on t.id = r.twin_of
order by r.id on conflict (id) do nothing`;

const moving = `
with wanted as materialized (
  select r.id, r.topic_id, m.topic_id as former_id
  from unnest($1::uuid[], $2::uuid[]) r(id, topic_id) join message m on m.id = r.id
  where m.topic_id is distinct from r.topic_id),
moved as (
  update message m set topic_id = w.topic_id from wanted w where m.id = w.id returning m.id)
select w.topic_id, w.former_id from moved join wanted w using (id)`;

const removing = `
delete from topic t using unnest($1::uuid[]) whole(id) where t.twin_of = whole.id and t.id <> all($2::uuid[])`;
